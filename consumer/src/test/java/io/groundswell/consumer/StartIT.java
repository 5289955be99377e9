package io.groundswell.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a consumer starts, and how it doesn't. */
class StartIT {

  /** Port 1 is taken by nobody. */
  private static final URI AWAY = URI.create("amqp://user:secret@127.0.0.1:1/");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONSUMER_WORK | soon | CONSUMER_WORK is 'soon', must be a duration up to 1h such as"
            + " 200ms, or a spread such as 100ms..300ms",
        "BROKER | carrier-pigeon | BROKER is 'carrier-pigeon', must be one of [rabbitmq]",
        "AMQP_ADDR | http://user:secret@host | AMQP_ADDR is '(not shown)', must be an address such"
            + " as amqp://user:password@host:5672/vhost",
      })
  void aWrongSettingEndsTheStartWithOneLine(String name, String value, String line) {
    // Given
    try (Replica replica = Replica.start(AWAY, Map.of(name, value))) {

      // When
      int status = replica.exitStatus();

      // Then
      assertThat(List.of(status, replica.log())).containsExactly(1, List.of(line));
    }
  }

  @Test
  void aBrokerThatIsAwayIsToldOnceAndWaitedFor() {
    // Given
    try (Replica replica = Replica.start(AWAY, Map.of())) {
      replica.awaitStatus("/q/health/started", 200);

      // When
      replica.terminate();
      replica.exitStatus();

      // Then
      assertThat(replica.log())
          .filteredOn(line -> line.contains("WARN") || line.startsWith("\tat "))
          .singleElement()
          .asString()
          .contains("No connection to the broker at 127.0.0.1:1")
          .doesNotContain("secret");
    }
  }

  @Test
  void logsAreJsonOnRequest() {
    // Given
    try (Replica replica = Replica.start(AWAY, Map.of("LOG_JSON", "true"))) {
      replica.awaitStatus("/q/health/live", 200);

      // When
      replica.terminate();
      replica.exitStatus();

      // Then
      assertThat(replica.log()).isNotEmpty().allMatch(line -> line.startsWith("{\"timestamp\":"));
    }
  }
}
