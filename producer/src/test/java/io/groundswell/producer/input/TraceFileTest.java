package io.groundswell.producer.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.producer.pace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFileTest {

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int ALL = Integer.MAX_VALUE;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0, 100, 10", "0, 2, 3", "1, 100, 9", "1, 2, 5", "3, 1, 4"})
  void aPartMayBeTaken(int from, int rows, long orders) throws IOException {
    // Given
    Path file = file("minute,count\n00:00,1\n00:01,2\n00:02,3\n00:03,4\n");

    // When
    Trace trace = TraceFile.read(file, STEP, from, rows);

    // Then
    assertThat(trace.size()).hasValue(orders);
  }

  @Test
  void cellsMayBeQuoted() throws IOException {
    // Given
    Path file = file("when,what,count\r\n\"a, b\",\"c\",\"7\"\r\n");

    // When
    Trace trace = TraceFile.read(file, STEP, 0, ALL);

    // Then
    assertThat(trace.size()).hasValue(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h\\n1\\n-2|line 3: the last column is '-2', must be a whole number from 0 to 1000000000",
        "h\\n1\\nx|line 3: the last column is 'x', must be a whole number from 0 to 1000000000",
        "h\\n1.5|line 2: the last column is '1.5', must be a whole number from 0 to 1000000000",
        "h\\na,|line 2: the last column is '', must be a whole number from 0 to 1000000000",
        "h\\n1\\n\\n2|line 3: the last column is '', must be a whole number from 0 to 1000000000",
        "h\\n9999999999|line 2: the last column is '9999999999', must be a whole number from 0 to 1000000000",
        "h\\n|has no rows",
        "''|has no rows",
      })
  void whatIsWrongIsNamedWithItsLine(String text, String problem) throws IOException {
    // Given
    Path file = file(text.replace("\\n", "\n"));

    // When
    var thrown = assertThatThrownBy(() -> TraceFile.read(file, STEP, 0, ALL));

    // Then
    thrown.isInstanceOf(InputException.class).hasMessage(file + ": " + problem);
  }

  @Test
  void beginningAfterTheEndIsNamed() throws IOException {
    // Given
    Path file = file("h\n1\n");

    // When
    var thrown = assertThatThrownBy(() -> TraceFile.read(file, STEP, 1, ALL));

    // Then
    thrown.isInstanceOf(InputException.class).hasMessage(file + ": has no rows after the first 1");
  }

  @Test
  void missingFilesAreNamed() {
    // Given
    Path file = folder.resolve("none.csv");

    // When
    var thrown = assertThatThrownBy(() -> TraceFile.read(file, STEP, 0, ALL));

    // Then
    thrown.isInstanceOf(InputException.class).hasMessage(file + ": there is no such file");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("trace.csv"), text);
  }
}
