package io.groundswell.autoscaler.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a timeline, one event a line. Safe for use by several threads. */
public final class TimelineWriter implements Closeable {

  private final Writer out;

  /** Writes to {@code out}, which it closes at the end. */
  public TimelineWriter(Writer out) {
    this.out = out;
  }

  /** Writes to a file, which it makes anew. */
  public static TimelineWriter to(Path file) throws IOException {
    BufferedWriter out = Files.newBufferedWriter(file);
    return new TimelineWriter(out);
  }

  /**
   * Writes an event; whoever reads along sees it at once.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public synchronized void write(TimelineEvent event) {
    try {
      out.write(Timeline.MAPPER.writeValueAsString(event));
      out.write('\n');
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
