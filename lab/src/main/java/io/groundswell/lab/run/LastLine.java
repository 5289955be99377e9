package io.groundswell.lab.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The last line of a log that isn't blank, read from its end, however long the log is. */
final class LastLine {

  private static final int BYTES = 8192;

  private LastLine() {}

  static Optional<String> of(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(BYTES, file.length())];
      file.seek(file.length() - end.length);
      file.readFully(end);
      return new String(end, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .reduce((earlier, later) -> later)
          .map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
