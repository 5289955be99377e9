package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalKafkaTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "host:port", "kafka://host:9092", "a:1,b"})
  void whatIsNoListOfServersIsRefused(String servers) {
    assertThatThrownBy(() -> new ExternalKafka(servers, Map.of()))
        .isInstanceOf(BrokerException.class)
        .hasMessage(
            "Kafka's bootstrap servers \""
                + servers
                + "\" are not of the form host:port,host:port");
  }

  @Test
  void severalServersAreOneAddress() {
    // Given
    Broker broker = new ExternalKafka("a:9092, b:9093", Map.of());

    // When
    String servers = broker.address().getAuthority();

    // Then
    assertThat(servers).isEqualTo("a:9092,b:9093");
  }

  @Test
  void clientPropertiesComeFromTheEnvironmentAndGoBackIntoIt() {
    // Given
    Map<String, String> given =
        Map.of(
            "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
            "KAFKA_SASL_JAAS_CONFIG", "secret",
            "KAFKA_BOOTSTRAP_SERVERS", "elsewhere:1",
            "KAFKA_HOME", "/opt/kafka");

    // When
    Map<String, String> properties = ExternalKafka.clientProperties(given);

    // Then
    assertThat(properties)
        .containsOnly(
            Map.entry("security.protocol", "SASL_SSL"), Map.entry("sasl.jaas.config", "secret"));
    assertThat(new ExternalKafka("a:1", properties).clientEnvironment("orders"))
        .containsOnly(
            Map.entry("BROKER", "kafka"),
            Map.entry("KAFKA_BOOTSTRAP_SERVERS", "a:1"),
            Map.entry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
            Map.entry("KAFKA_SASL_JAAS_CONFIG", "secret"));
  }

  @Test
  void textFormsHoldNoClientProperties() {
    // Given
    Broker broker = new ExternalKafka("a:1", Map.of("sasl.jaas.config", "hunter2"));

    // When
    String text = broker + broker.redacted();

    // Then
    assertThat(text).doesNotContain("hunter2");
  }

  @Test
  void brokersThatAreAwayAreNamedInOneLine() {
    // Given
    int port = Ports.free(1).getFirst();
    try (Broker away =
        new ExternalKafka(
            "127.0.0.1:" + port,
            Map.of("default.api.timeout.ms", "1500", "request.timeout.ms", "1000"))) {

      // When
      var thrown = assertThatThrownBy(away::start);

      // Then
      thrown
          .isInstanceOf(BrokerException.class)
          .hasMessageStartingWith("the broker at kafka://127.0.0.1:" + port + " can't be reached: ")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void wrongClientPropertiesAreNamedInOneLine() {
    // Given
    try (Broker wrong = new ExternalKafka("127.0.0.1:1", Map.of("security.protocol", "MAGIC"))) {

      // When
      var thrown = assertThatThrownBy(wrong::start);

      // Then
      thrown
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("MAGIC")
          .message()
          .doesNotContain("\n");
    }
  }
}
