package io.groundswell.autoscaler.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
   * Half an event at the end is left out: whoever wrote it still does, or was killed.
   *
   * @throws UncheckedIOException from the stream, if a line is no event; the message names the line
   */
  public static Stream<TimelineEvent> events(Reader in) {
    Iterator<String> lines = new BufferedReader(in).lines().iterator();
    int[] line = {0};
    return Stream.generate(() -> lines.hasNext() ? lines.next() : null)
        .takeWhile(Objects::nonNull)
        .flatMap(text -> event(text, ++line[0], !lines.hasNext()).stream());
  }

  private static Optional<TimelineEvent> event(String text, int line, boolean isLast) {
    try {
      return Optional.of(Timeline.MAPPER.readValue(text, TimelineEvent.class));
    } catch (JsonEOFException e) {
      if (isLast) {
        return Optional.empty();
      }
      throw wrong(line, e);
    } catch (JsonProcessingException e) {
      throw wrong(line, e);
    }
  }

  private static UncheckedIOException wrong(int line, JsonProcessingException e) {
    return new UncheckedIOException(
        new IOException("line " + line + " is no event: " + e.getOriginalMessage(), e));
  }
}
