package io.groundswell.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every row of the vectors as a test. The folder is the module's own, or the one that {@code
 * -Dgroundswell.vectors=DIR} names. Rows of kinds that no trigger answers for are skipped, with the
 * reason; rows with an input that isn't understood fail.
 */
class VectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicContainer> vectors() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> vectors =
          files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(vectors).as("*.json in " + folder()).isNotEmpty();
      return vectors.stream()
          .map(
              file -> DynamicContainer.dynamicContainer(file.getFileName().toString(), rows(file)));
    }
  }

  private static Stream<DynamicTest> rows(Path file) {
    JsonNode rows;
    try {
      rows = JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return StreamSupport.stream(rows.spliterator(), false)
        .map(Row::new)
        .map(row -> DynamicTest.dynamicTest(row.kind() + ": " + row.name(), () -> run(row)));
  }

  private static void run(Row row) throws Exception {
    Vectors.Check check = Vectors.of(row.kind());
    if (check == null) {
      abort(row.kind() + " is not about a trigger that is read here");
    }
    check.run(row);
    assertThat(row.unread()).as("keys of the row that no test knows").isEmpty();
  }

  private static Path folder() {
    String given = System.getProperty("groundswell.vectors", "");
    if (given.isEmpty()) {
      return Path.of("src", "test", "resources", "vectors");
    }
    return Path.of(System.getProperty("groundswell.started", "")).resolve(given);
  }
}
