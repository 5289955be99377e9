package io.groundswell.keda.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whole files that a build is held against. {@code -Dgolden=update} writes them anew instead; the
 * difference is then seen in git.
 */
public final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden").toAbsolutePath();

  private static final Pattern VERSION =
      Pattern.compile("(?m)^( *(?:- )?(?:image|app\\.quarkus\\.io/quarkus-version): ).*$");

  private Golden() {}

  /** Names of the golden files that are manifests. */
  public static List<String> manifests() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".yml"))
          .sorted()
          .toList();
    }
  }

  /**
   * The manifests without what each release changes: the versions of the application and of
   * Quarkus, and the image.
   */
  public static String withoutVersions(String manifests) {
    return VERSION.matcher(manifests).replaceAll("$1...");
  }

  /** The text of a golden file. */
  public static String read(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  /** Holds a text against a golden file of the module that is tested. */
  public static void assertMatches(String file, String actual) throws IOException {
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(FOLDER.resolve(file), actual);
    }
    assertThat(actual).as("golden/%s (anew with -Dgolden=update)", file).isEqualTo(read(file));
  }
}
