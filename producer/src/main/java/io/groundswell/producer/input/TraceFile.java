package io.groundswell.producer.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.groundswell.producer.pace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Counts per interval, from a CSV file with a header; the last column is the count. */
public final class TraceFile {

  /** Most rows that are read. */
  public static final int MAX_ROWS = 1_000_000;

  private TraceFile() {}

  /**
   * Reads a trace.
   *
   * @param step how long an interval lasts here
   * @param from how many intervals to pass over
   * @param rows how many to take at most
   * @throws InputException if there is no such file, it isn't what it should be, or nothing is left
   */
  public static Trace read(Path file, Duration step, int from, int rows) throws IOException {
    long[] counts = new long[1024];
    int size = 0;
    try (InputStream input = Files.open(file);
        MappingIterator<String[]> lines =
            new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(input)) {
      for (int row = 0; size < rows && lines.hasNextValue(); row++) {
        String[] cells = lines.nextValue();
        if (row <= from) {
          continue;
        }
        if (size == MAX_ROWS) {
          throw new InputException(
              file.toString(), "has more than " + MAX_ROWS + " rows: take fewer with --rows");
        }
        if (size == counts.length) {
          counts = Arrays.copyOf(counts, size * 2);
        }
        counts[size++] = count(file, row + 1L, cells[cells.length - 1].strip());
      }
    } catch (JsonProcessingException e) {
      throw new InputException(file.toString(), "is no CSV: " + Files.firstLine(e));
    }
    if (size == 0) {
      throw new InputException(
          file.toString(), from == 0 ? "has no rows" : "has no rows after the first " + from);
    }
    return new Trace(Arrays.copyOf(counts, size), step);
  }

  private static long count(Path file, long row, String text) throws InputException {
    try {
      long count = Long.parseLong(text);
      if (count >= 0 && count <= Trace.MAX_COUNT) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InputException(
        file.toString(),
        row,
        "the last column is '"
            + Files.shortened(text)
            + "', must be a whole number from 0 to "
            + Trace.MAX_COUNT);
  }
}
