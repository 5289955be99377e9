package io.groundswell.keda.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whole files that a build is held against. {@code -Dgolden=update} writes them anew instead; the
 * difference is then seen in git.
 */
final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden").toAbsolutePath();

  private Golden() {}

  /** Names of the golden files that are manifests. */
  static List<String> manifests() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".yml"))
          .sorted()
          .toList();
    }
  }

  static String read(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  static void assertMatches(String file, String actual) throws IOException {
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(FOLDER.resolve(file), actual);
    }
    assertThat(actual).as("golden/%s (anew with -Dgolden=update)", file).isEqualTo(read(file));
  }
}
