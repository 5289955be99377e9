package io.groundswell.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.lab.LabException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandsTest {

  @TempDir private Path folder;
  private Path manifest;
  private Path trace;

  @BeforeEach
  void makeFiles() throws IOException {
    manifest = write("a.yml", Yaml.scaledObject("a", Yaml.rabbitMq("http")));
    trace = write("t.csv", "minute,count\n0,100\n1,0\n2,50\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Standard output of a command that ends well. */
  private static String output(Object command, String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = new CommandLine(command);
      line.setCaseInsensitiveEnumValuesAllowed(true);
      line.setExecutionExceptionHandler(
          (e, c, r) -> {
            throw e;
          });
      line.parseArgs(arguments);
      ((java.util.concurrent.Callable<?>) command).call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private String simulate(String... more) {
    List<String> all =
        new ArrayList<>(List.of("-f", manifest.toString(), "--trace", trace.toString()));
    all.addAll(List.of(more));
    return output(new SimulateCommand(), all.toArray(String[]::new));
  }

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void jsonHasWhatScriptsRelyOn() {
    // When
    JsonNode json = json(simulate("--output", "json"));

    // Then
    assertThat(
            List.of(
                "/simulatedSeconds",
                "/orders",
                "/wait/p50",
                "/wait/p95",
                "/wait/p99",
                "/wait/max",
                "/replicas/max",
                "/replicas/final",
                "/replicaSeconds",
                "/rises",
                "/maxBacklog",
                "/cpuSeconds"))
        .allMatch(path -> json.at(path).isNumber());
    assertThat(json.path("orders").asInt()).isEqualTo(150);
  }

  @Test
  void theSameSeedGivesTheSameText() {
    // Given
    String[] options = {"--arrivals", "poisson", "--work", "exp:300ms", "--seed", "7"};

    // When / Then
    assertThat(simulate(options)).isEqualTo(simulate(options));
  }

  @Test
  void severalObjectsAreToldTogetherAndEach() {
    // When
    JsonNode json = json(simulate("--copies", "3", "--output", "json"));

    // Then
    assertThat(json.path("orders").asInt()).isEqualTo(450);
    assertThat(json.path("objects")).hasSize(3);
  }

  @Test
  void manifestsAreComparedByWhatDiffers() throws IOException {
    // Given
    Path other =
        write(
            "b.yml",
            Files.readString(manifest).replace("cooldownPeriod: 20", "cooldownPeriod: 99"));

    // When
    String text =
        output(
            new SimulateCommand(),
            "--compare",
            manifest.toString(),
            other.toString(),
            "--trace",
            trace.toString());

    // Then
    assertThat(text)
        .containsPattern("cooldownPeriod +20 s +99 s")
        .doesNotContain("pollingInterval");
  }

  @Test
  void aPageNeedsNothingButItself() {
    // When
    String page = simulate("--output", "html");

    // Then
    assertThat(page)
        .contains("new uPlot(", "\"orders\",\"150\"")
        .doesNotContainPattern("(src|href)\\s*=\\s*[\"']")
        .doesNotContain("/*data*/", "/*page.js*/", "/*uplot.js*/");
  }

  @Test
  void aPagesDataCannotEndItsScript() throws IOException {
    // Given
    manifest = write("x.yml", Yaml.scaledObject("'</script><b>'", Yaml.rabbitMq("http")));

    // When
    String page = simulate("--output", "html");

    // Then
    assertThat(page).contains("\\u003c/script>\\u003cb>").doesNotContain("</script><b>");
  }

  @Test
  void aSimulationsTimelineCanBeExplained() {
    // Given
    Path timeline = folder.resolve("t.jsonl");
    simulate("--work", "2s", "--timeline", timeline.toString());

    // When
    String text = output(new ExplainCommand(), timeline.toString(), "--changes");

    // Then
    assertThat(text)
        .contains("0 -> 1", "KEDA started 1 replica: trigger s0-rabbitmq-orders has")
        .contains("- stabilisation window: 3 from 75 s ago counts for another 225 s")
        .doesNotContain("does nothing");
  }

  @Test
  void settingsAreTunedToAnSlo() {
    // When
    String text =
        output(
            new TuneCommand(),
            "--slo",
            "p95 wait < 20s",
            "-f",
            manifest.toString(),
            "--trace",
            trace.toString(),
            "--budget",
            "40");

    // Then
    assertThat(text).contains("The cheapest with p95 wait < 20 s:", "kind: ScaledObject");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --trace none.csv          | --trace none.csv is missing or can't be read
          --trace t.csv --step 0s   | t.csv: the step is PT0S, must be above 0
          --trace t.csv --step x    | --step 'x' is no time: it may be 500ms, 30s, 10m, 2h or 7d
          --trace t.csv --rows 0    | --rows is 0, must be 1 or more
          --trace t.csv --from 9    | t.csv has 3 rows, so none is left after the first 8
          --trace empty.csv         | empty.csv has no rows: it must have a count on each line
          --trace negative.csv      | negative.csv: line 1 has the count -5, must be 0 to 1000000000
          --trace unordered.csv     | unordered.csv: line 2 has the time 1, must be after that of the row before, 2
          --trace short.csv         | short.csv: line 3 has one column, but the rows before have a time and a count
          --trace untimed.csv       | untimed.csv: line 2 has a time, which the rows before have not
          --trace nan.csv           | nan.csv: line 1 has the time 'NaN', must be a finite number
          --shape wave              | --shape wave: 'wave' is no shape: it may be steady, poisson, step, spike, daily or weekly
          --shape steady:rate=1 --rows 5 | --step, --rows and --from are of a --trace, not of a --shape
          --trace t.csv --work no   | --work 'no' is no time
          --trace t.csv --prefetch 0 | --prefetch is 0, must be 1 to 65535
          --trace t.csv --slo soon  | --slo 'soon' is none
          --trace t.csv --price -1  | --price is -1.0, must be 0 or more
          --trace t.csv --object b  | a.yml has no ScaledObject or HPA named b
          --trace t.csv --copies 2 --timeline x | --timeline is of one object, there are 2
          """)
  void wrongUseIsRefusedInOneLineWithTheWayOut(String options, String message) throws IOException {
    // Given
    write("empty.csv", "");
    write("negative.csv", "-5\n");
    write("unordered.csv", "2,1\n1,1\n");
    write("short.csv", "minute,count\n0,5\n2\n");
    write("untimed.csv", "5\n1,6\n");
    write("nan.csv", "NaN,6\n");
    List<String> arguments = new ArrayList<>(List.of("-f", manifest.toString()));
    for (String option : options.split(" ")) {
      arguments.add(option.endsWith(".csv") ? folder.resolve(option).toString() : option);
    }

    // When / Then
    assertThatThrownBy(() -> output(new SimulateCommand(), arguments.toArray(String[]::new)))
        .isInstanceOf(LabException.class)
        .extracting(e -> e.getMessage().replace(folder + "/", ""))
        .asString()
        .contains(message)
        .doesNotContain("\n");
  }

  @Test
  void aTraceThatIsNoTextIsRefused() throws IOException {
    // Given
    Files.write(trace, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    // When / Then
    assertThatThrownBy(this::simulate)
        .isInstanceOf(LabException.class)
        .hasMessageEndingWith("t.csv is no text in UTF-8");
  }
}
