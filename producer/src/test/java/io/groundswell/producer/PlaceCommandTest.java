package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PlaceCommandTest {

  private static final int WRONG_USAGE = 2;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Nothing to place: give --count, --rate, --period, --file or --trace",
        "--count -1|--count is '-1', must be a whole number from 0 to 1000000000",
        "--count many|--count is 'many', must be a whole number from 0 to 1000000000",
        "--count 1 --concurrency 0|--concurrency is '0', must be a whole number from 1 to 10000",
        "--count 1 --payload-size 9999999|--payload-size is '9999999', must be a whole number from 0 to 1000000",
        "--count 1 --patience never|--patience is 'never', must be a time above 0 and up to 30d such as 100ms, 30s or 5m",
        "--count 1 --queue amq%b|queue is 'amq\u0007b', must be 1 to 200 letters, digits or signs without spaces",
        "--count 1 --duration 1s|--duration needs --rate, --period or --trace",
        "--count 1 --rows 1|--rows and --from need --trace",
        "--rate 0|--rate is '0', must be above 0",
        "--rate fast|--rate is 'fast', must be orders per second, minute or hour such as 50/s, 300/m or 9/h",
        "--rate 1/s --period 1s|--rate, --period and --trace exclude one another",
        "--period 0s|--period is '0s', must be a time above 0 and up to 30d such as 100ms, 30s or 5m",
        "--file none.jsonl|none.jsonl: there is no such file",
        "--file . |.: is a folder",
        "--file a --trace b|--file and --trace exclude one another",
        "--trace none.csv|none.csv: there is no such file",
        "--trace none.csv --step 2h|--step is '2h', must be at most 1h",
        "--tracks 1|Unknown options: '--tracks', '1'",
        "--count 1 serve|Options of serve come after it",
        "serve --port 70000|--port is '70000', must be a whole number from 0 to 65535",
      })
  void wrongUsageIsSaidInOneLine(String arguments, String line) {
    // Given
    String[] words =
        arguments.isBlank() ? new String[0] : arguments.replace('%', '\u0007').split(" ");

    // When
    int status = command.execute(words);

    // Then
    assertThat(status).isEqualTo(WRONG_USAGE);
    assertThat(err.toString().lines().filter(each -> !each.startsWith("See producer")))
        .containsExactly(line);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void badRowsAreNamedBeforeAnythingIsPlaced() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("orders.jsonl"), "{}\n{}\nx\n");

    // When
    int status = command.execute("--file", file.toString());

    // Then
    assertThat(status).isEqualTo(WRONG_USAGE);
    assertThat(err.toString()).startsWith(file + ": line 3: is no JSON: ");
  }

  @Test
  void helpHasExamples() {
    // When
    int status = command.execute("--help");

    // Then
    assertThat(status).isZero();
    assertThat(out.toString()).contains("Examples:", "producer --count 200 --concurrency 20");
  }
}
