package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalRabbitMqTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:hunter2@host:5672",
        "user:hunter2@host:5672",
        "amqp://user:hunter2@",
        "amqp://user:hunter2@ho st",
      })
  void whatIsNoAmqpUrlIsRefusedWithoutItsPassword(String url) {
    assertThatThrownBy(() -> new ExternalRabbitMq(url, Optional.empty()))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("amqp://user:password@host:port/vhost")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void whatIsNoAmqpUrlIsShownIfItHoldsNoPassword() {
    assertThatThrownBy(() -> new ExternalRabbitMq("localhost:5672", Optional.empty()))
        .hasMessage(
            "broker address \"localhost:5672\" is not of the form"
                + " amqp://user:password@host:port/vhost");
  }

  @ParameterizedTest
  @CsvSource({
    "http://other:pw2@host:15672/base, http://other:pw2@host:15672/base",
    "http://host:15672/base, http://user:pw@host:15672/base",
    "https://host, https://user:pw@host",
  })
  void managementHasItsOwnCredentialsOrThoseOfAmqp(String given, String expected) {
    // Given
    Broker broker = new ExternalRabbitMq("amqp://user:pw@host:5672/%2f", Optional.of(given));

    // When
    String management = broker.management().orElseThrow().toString();

    // Then
    assertThat(management).isEqualTo(expected);
  }

  @Test
  void brokersThatAreAwayAreNamedInOneLine() throws Exception {
    // Given
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Broker away = new ExternalRabbitMq("amqp://user:hunter2@127.0.0.1:" + port, Optional.empty());

    // When
    var thrown = assertThatThrownBy(away::start);

    // Then
    thrown
        .isInstanceOf(BrokerException.class)
        .hasMessageStartingWith(
            "the broker at amqp://127.0.0.1:" + port + " can't be reached: Connection refused")
        .hasMessageNotContaining("hunter2");
  }
}
