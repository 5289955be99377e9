package io.groundswell.producer.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opening files, and speaking of them in one line. */
final class Files {

  private static final int SHOWN = 40;

  private Files() {}

  static InputStream open(Path file) throws IOException {
    try {
      if (java.nio.file.Files.isDirectory(file)) {
        throw new InputException(file.toString(), "is a folder");
      }
      return java.nio.file.Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file.toString(), "there is no such file");
    } catch (AccessDeniedException e) {
      throw new InputException(file.toString(), "may not be read");
    }
  }

  static String firstLine(Exception e) {
    return e.getMessage().lines().findFirst().orElse("");
  }

  /** What is wrong may be long or have line breaks. */
  static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }
}
