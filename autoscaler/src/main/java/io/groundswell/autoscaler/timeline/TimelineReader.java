package io.groundswell.autoscaler.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads what a {@link TimelineWriter} wrote. */
public final class TimelineReader {

  private TimelineReader() {}

  /**
   * All events of a file.
   *
   * @throws IOException if it can't be read, or a line is no event; the message names the line
   */
  public static List<TimelineEvent> read(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      return events(in).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The events one by one, for timelines longer than memory. Closing {@code in} is the caller's.
   *
   * @throws UncheckedIOException from the stream, if a line is no event; the message names the line
   */
  public static Stream<TimelineEvent> events(Reader in) {
    int[] line = {0};
    return new BufferedReader(in).lines().map(text -> event(text, ++line[0]));
  }

  private static TimelineEvent event(String text, int line) {
    try {
      return Timeline.MAPPER.readValue(text, TimelineEvent.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          new IOException("line " + line + " is no event: " + e.getOriginalMessage(), e));
    }
  }
}
