package io.groundswell.triggers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaTriggerTest {

  @Test
  void brokersThatAreAwayAreToldInOneLine() throws Exception {
    // Given
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Map<String, String> impatient =
        Map.of("default.api.timeout.ms", "1500", "request.timeout.ms", "1000");

    // When
    try (Trigger trigger = Triggers.open(spec("127.0.0.1:" + port), impatient)) {
      var thrown = assertThatThrownBy(trigger::measure);

      // Then
      thrown
          .isInstanceOf(TriggerException.class)
          .hasMessage(
              "error describing topics: the broker can't be reached (127.0.0.1:" + port + ")");
    }
  }

  @Test
  void serversThatAreNoneAreToldInOneLine() throws Exception {
    // Given
    Map<String, String> none = Map.of();

    // When
    try (Trigger trigger = Triggers.open(spec("nowhere"), none)) {
      var thrown = assertThatThrownBy(trigger::measure);

      // Then
      thrown
          .isInstanceOf(TriggerException.class)
          .hasMessage(
              "error creating kafka client: Invalid url in bootstrap.servers: nowhere (nowhere)");
    }
  }

  private static TriggerSpec spec(String servers) {
    return new TriggerSpec(
        0,
        "kafka",
        Map.of("bootstrapServers", servers, "consumerGroup", "g", "topic", "orders"),
        Map.of(),
        Map.of());
  }
}
