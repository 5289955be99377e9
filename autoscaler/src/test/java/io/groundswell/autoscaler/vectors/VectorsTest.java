package io.groundswell.autoscaler.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tries the rows of every {@code *.json} of one folder: the module's own, or the one that the
 * system property {@code groundswell.vectors} names, from where Maven was started. Rows come from
 * the test tables of Kubernetes and KEDA, and from runs recorded on a cluster; each names its
 * origin.
 */
class VectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TRIGGER_KINDS =
      List.of(
          "keda.rabbitmq.",
          "keda.kafka.",
          "keda.apacheKafka.",
          "keda.sqs.",
          "keda.prometheus.",
          "keda.predictkube.",
          "keda.external.",
          "keda.metricName");

  private static final Map<String, Consumer<Row>> KINDS = kinds();
  private static final Map<String, Integer> SKIPPED = new ConcurrentSkipListMap<>();

  /** Says in the log what was skipped and why; the reports have it row by row. */
  @AfterAll
  static void name_what_was_skipped() {
    SKIPPED.forEach(
        (why, rows) -> System.out.println("vectors: skipped " + rows + " rows: " + why));
  }

  private static Map<String, Consumer<Row>> kinds() {
    Map<String, Consumer<Row>> kinds = new HashMap<>();
    kinds.putAll(CalculatorRows.kinds());
    kinds.putAll(BehaviorRows.kinds());
    kinds.putAll(ControllerRows.kinds());
    kinds.putAll(KedaRows.kinds());
    kinds.putAll(JobRows.kinds());
    kinds.put("real.run", RealRuns::replay);
    return kinds;
  }

  @TestFactory
  Stream<DynamicContainer> rows() throws IOException {
    List<DynamicContainer> files = new ArrayList<>();
    for (Path file : files()) {
      JsonNode rows = JSON.readTree(file.toFile());
      Stream<DynamicTest> tests = rows.valueStream().map(VectorsTest::test);
      files.add(DynamicContainer.dynamicContainer(file.getFileName().toString(), tests));
    }
    return files.stream();
  }

  @Test
  void there_are_rows_to_try() throws IOException {
    assertThat(files()).isNotEmpty();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Path folder() {
    String given = System.getProperty("groundswell.vectors", "");
    if (!given.isBlank()) {
      return Path.of(System.getProperty("groundswell.start", "")).resolve(given);
    }
    try {
      return Path.of(Objects.requireNonNull(VectorsTest.class.getResource("/vectors")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DynamicTest test(JsonNode row) {
    String kind = row.path("kind").asText();
    String name = row.path("name").asText();
    return DynamicTest.dynamicTest(kind + ": " + name, () -> run(kind, name, row));
  }

  private static void run(String kind, String name, JsonNode row) {
    if (TRIGGER_KINDS.stream().anyMatch(kind::startsWith)) {
      skip(kind + " is about a trigger, which is the module triggers' business");
    }
    Consumer<Row> trial = KINDS.get(kind);
    if (trial == null) {
      skip(kind + " is a kind that nothing here knows");
    }
    Row given =
        new Row(
            name,
            new Given(row.path("inputs"), "inputs"),
            new Given(row.path("expected"), "expected"));
    trial.accept(given);
    given.end();
  }

  /** Skips a row, visibly. */
  static void skip(String why) {
    SKIPPED.merge(why, 1, Integer::sum);
    Assumptions.abort(why);
  }
}
