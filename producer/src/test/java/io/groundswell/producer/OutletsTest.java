package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutletsTest {

  @ParameterizedTest
  @CsvSource({
    "amqp://u:p@broker:5673/%2f, broker:5673",
    "amqp://u:p@broker, broker:5672",
    "amqps://u:p@broker/orders, broker:5671",
    "amqp://127.0.0.1:5672/, 127.0.0.1:5672",
  })
  void addressesAreRead(String uri, String address) {
    // When
    Outlet outlet = Outlets.open(Map.of("AMQP_ADDR", uri), "orders");

    // Then
    assertThat(outlet.address()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "broker",
        "http://u:secret@broker",
        "amqp://u:secret@",
        "amqp://u:secret@broker:99999",
        "amqp://u:sec ret@broker",
        "amqp://u:secret@broker:x",
      })
  void wrongAddressesAreNotShown(String uri) {
    // When
    var thrown = assertThatThrownBy(() -> Outlets.open(Map.of("AMQP_ADDR", uri), "orders"));

    // Then
    thrown
        .isInstanceOf(InvalidSettingException.class)
        .hasNoCause()
        .hasMessage(
            "AMQP_ADDR is '(not shown)', must be an address such as"
                + " amqp://user:password@host:5672/vhost");
  }

  @Test
  void unknownBrokersAreNamed() {
    // When
    var thrown = assertThatThrownBy(() -> Outlets.open(Map.of("BROKER", "pigeon"), "orders"));

    // Then
    thrown
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("BROKER is 'pigeon', must be one of [rabbitmq, kafka, sqs]");
  }

  @Test
  void kafkaIsFoundByItsBootstrapServers() {
    // When
    Outlet outlet = open("kafka", "KAFKA_BOOTSTRAP_SERVERS", "one:9092,two:9092");

    // Then
    assertThat(outlet.address()).isEqualTo("one:9092,two:9092");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KAFKA_SECURITY_PROTOCOL|PLAIN|KAFKA_SECURITY_PROTOCOL is 'PLAIN', must be as Kafka's client takes it: Invalid value PLAIN for configuration security.protocol",
        "KAFKA_LINGER_MS|soon|KAFKA_LINGER_MS is 'soon', must be as Kafka's client takes it: Invalid value soon for configuration linger.ms",
      })
  void kafkasOwnSettingsAreChecked(String name, String value, String message) {
    // When
    var thrown = assertThatThrownBy(() -> open("kafka", name, value));

    // Then
    thrown.isInstanceOf(InvalidSettingException.class).hasMessageStartingWith(message);
  }

  @Test
  void variablesThatAreNoSettingsOfKafkaDoNoHarm() {
    // Given: what Kubernetes says of a Service called kafka
    String name = "KAFKA_PORT";

    // When
    Outlet outlet = open("kafka", name, "tcp://10.0.0.1:9092");

    // Then
    assertThat(outlet.address()).isEqualTo("localhost:9092");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://sqs.eu-central-1.amazonaws.com/123456789012/orders|''",
        "https://sqs.eu-central-1.amazonaws.com/123456789012/orders|eu-central-1",
        "http://localhost:9324/000000000000/orders|us-east-1",
      })
  void queuesOfSqsAreFoundByTheirUrl(String url, String region) {
    // When
    Outlet outlet = Outlets.open(sqs(url, region), "orders");

    // Then
    assertThat(outlet.address()).isEqualTo(url);
    outlet.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|eu-central-1|SQS_QUEUE_URL is '', must be the URL of a standard queue such as https://sqs.eu-central-1.amazonaws.com/123456789012/orders",
        "orders|eu-central-1|SQS_QUEUE_URL is 'orders', must be the URL of a standard queue such as https://sqs.eu-central-1.amazonaws.com/123456789012/orders",
        "http://h/1/orders.fifo|eu-central-1|SQS_QUEUE_URL is 'http://h/1/orders.fifo', must be the URL of a standard queue such as https://sqs.eu-central-1.amazonaws.com/123456789012/orders",
        "http://localhost:9324/1/orders|''|AWS_REGION is '', must be a region such as eu-central-1",
        "https://sqs.eu-central-1.amazonaws.com/1/orders|us-east-1|AWS_REGION is 'us-east-1', must be eu-central-1, where SQS_QUEUE_URL is",
      })
  void whatIsWrongWithAQueueOfSqsIsNamed(String url, String region, String message) {
    // When
    var thrown = assertThatThrownBy(() -> Outlets.open(sqs(url, region), "orders"));

    // Then
    thrown.isInstanceOf(InvalidSettingException.class).hasMessage(message);
  }

  private static Outlet open(String broker, String name, String value) {
    return Outlets.open(Map.of("BROKER", broker, name, value), "orders");
  }

  private static Map<String, String> sqs(String url, String region) {
    return region.isEmpty()
        ? Map.of("BROKER", "sqs", "SQS_QUEUE_URL", url)
        : Map.of("BROKER", "sqs", "SQS_QUEUE_URL", url, "AWS_REGION", region);
  }
}
