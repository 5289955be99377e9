package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  @ParameterizedTest
  @CsvSource({
    "'', --kind is missing",
    "--kind kafka, --data is missing",
    "--data, --data lacks a value",
    "--color red, --color is unknown",
    "--data d --port lots, '--port is lots, must be a number'",
  })
  void wrongArgumentsAreNamed(String arguments, String message) {
    assertThatThrownBy(
            () -> Main.settings(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void queuesMayBeNamedMoreThanOnce() {
    // Given
    String[] arguments = {
      "--kind", "kafka", "--create", "a", "--create-plain", "b", "--create", "c"
    };

    // When
    List<String> queues = Main.values("--create", arguments);

    // Then
    assertThat(queues).containsExactly("a", "c");
  }
}
