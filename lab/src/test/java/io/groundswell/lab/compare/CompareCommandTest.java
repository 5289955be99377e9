package io.groundswell.lab.compare;

import static io.groundswell.lab.compare.Given.decision;
import static io.groundswell.lab.compare.Given.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineWriter;
import io.groundswell.lab.LabException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private Path laptop;
  private Path cluster;

  @BeforeEach
  void twoRuns() throws IOException {
    laptop = run("laptop", 5, decision(2, 0, 1), sample(2.2, 1, 1), decision(5, 1, 4));
    cluster =
        run(
            "</script>",
            1,
            decision(9, 0, 1),
            sample(16, 1, 1),
            decision(28, 1, 3),
            new TimelineEvent.Noted(30, "the broker is away"));
  }

  private Path run(String name, double speed, TimelineEvent... events) throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    try (TimelineWriter timeline = TimelineWriter.to(run.resolve("timeline.jsonl"))) {
      for (TimelineEvent event : events) {
        timeline.write(event);
      }
    }
    JSON.writeValue(run.resolve("summary.json").toFile(), Given.summary(name, speed));
    return run;
  }

  private static String compare(Object... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      CompareCommand command = new CompareCommand();
      String[] all = new String[arguments.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = arguments[i].toString();
      }
      new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(all);
      command.call();
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsTheStepsAndWhyTheyDiffer() {
    // When
    String text = compare(laptop, cluster);

    // Then
    assertThat(text)
        .containsPattern("0 -> 1 +KEDA +0.0 s +0.0 s +\\+0.0 s")
        .containsPattern("1 -> 4 \\| 1 -> 3 +HPA +15.0 s +19.0 s +\\+4.0 s")
        .contains("laptop  1 -> 4: because of 4")
        .contains("</script> at 21.0 s: the broker is away");
  }

  @Test
  void jsonHasWhatScriptsRelyOn() throws IOException {
    // When
    JsonNode json = JSON.readTree(compare(laptop, cluster, "--output", "json"));

    // Then
    assertThat(json.at("/runs/0/run").asText()).isEqualTo("laptop");
    assertThat(json.at("/runs/0/rises/0/poll").asDouble()).isEqualTo(10);
    assertThat(json.at("/steps/1/match").asText()).isEqualTo("other_replicas");
    assertThat(json.at("/steps/1/second/after").asInt()).isEqualTo(3);
    assertThat(json.at("/sameSteps").asBoolean(true)).isFalse();
    assertThat(json.at("/withinOneSync").asBoolean()).isTrue();
  }

  @Test
  void thePageNeedsNothingButItselfAndItsDataCannotEndItsScript() {
    // When
    String page = compare(laptop, cluster, "--output", "html");

    // Then
    assertThat(page)
        .contains("new uPlot(", "\\u003c/script>")
        .doesNotContainPattern("(src|href)\\s*=\\s*[\"']")
        .doesNotContain("/*data*/", "/*page.js*/", "/*title*/");
  }

  @Test
  void aRunThatIsNotThereIsNamed() {
    // When / Then
    assertThatThrownBy(() -> compare(laptop, "nowhere"))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aRunWithoutSummaryIsNotOverYet() throws IOException {
    // Given
    Files.delete(cluster.resolve("summary.json"));

    // When / Then
    assertThatThrownBy(() -> compare(laptop, cluster))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("has no summary.json");
  }
}
