package io.groundswell.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalBrokersTest {

  private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

  @ParameterizedTest
  @CsvSource({
    ", , rabbitmq",
    ", kafka, kafka",
    "sqs, kafka, sqs",
    ", '', rabbitmq",
  })
  void theOptionWinsOverTheVariable(String option, String variable, String kind) {
    // Given
    Map<String, String> environment = new HashMap<>();
    Optional.ofNullable(variable).ifPresent(value -> environment.put("BROKER", value));

    // When
    BrokerKind chosen = brokers(environment).kind(option);

    // Then
    assertThat(chosen).hasToString(kind);
  }

  @Test
  void anUnknownKindIsAnsweredWithTheKnown() {
    assertThatThrownBy(() -> brokers(Map.of("BROKER", "mqtt")).kind(null))
        .isInstanceOf(LabException.class)
        .hasMessage("--broker (or BROKER): broker is mqtt, must be one of rabbitmq, kafka, sqs");
  }

  @Test
  void whereNoneIsNamedThereIsNone() {
    // Given
    ExternalBrokers brokers = brokers(Map.of("AWS_REGION", "eu-west-1"));

    // When
    boolean any = Arrays.stream(BrokerKind.values()).anyMatch(k -> brokers.find(k).isPresent());

    // Then
    assertThat(any).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "rabbitmq, AMQP_ADDR, amqp://user:pw@host:5673, amqp://host:5673",
    "kafka, KAFKA_BOOTSTRAP_SERVERS, 'a:9092,b:9092', 'kafka://a:9092,b:9092'",
    "sqs, SQS_QUEUE_URL, " + QUEUE + ", https://sqs.eu-west-1.amazonaws.com",
  })
  void eachKindIsNamedByItsVariable(String kind, String variable, String value, String address) {
    // Given
    ExternalBrokers brokers = brokers(Map.of(variable, value));

    // When
    Broker found = brokers.find(BrokerKind.of(kind)).orElseThrow();

    // Then
    assertThat(found.kind()).hasToString(kind);
    assertThat(found.redacted()).isEqualTo(address);
  }

  @Test
  void theNameOfAnSqsQueueIsInItsUrl() {
    // Given
    ExternalBrokers brokers = brokers(Map.of("SQS_QUEUE_URL", QUEUE));

    // When
    Optional<String> queue = brokers.queue(BrokerKind.SQS);

    // Then
    assertThat(queue).hasValue("orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        QUEUE
            + " | us-east-1 | | AWS_REGION is us-east-1, but the queue "
            + QUEUE
            + " is of eu-west-1: set AWS_REGION to that",
        "http://localhost:9324/0/orders | us-east-1 | | SQS_QUEUE_URL is of no region of AWS"
            + " (http://localhost:9324/0/orders): set AWS_ENDPOINT_URL_SQS to the emulator's"
            + " address",
        "http://localhost:9324/0/orders | | http://localhost:9324 | AWS_REGION is missing: set it"
            + " to the region of http://localhost:9324/0/orders",
        "https://sqs.eu-west-1.amazonaws.com/orders | | | --broker-url (or SQS_QUEUE_URL) is"
            + " https://sqs.eu-west-1.amazonaws.com/orders, must be"
            + " https://sqs.REGION.amazonaws.com/ACCOUNT/QUEUE",
        "orders | | | --broker-url (or SQS_QUEUE_URL) is orders, which is no address such as"
            + " http://host:9324",
      })
  void wrongAddressesOfSqsAreOneLine(String url, String region, String endpoint, String message) {
    // Given
    Map<String, String> environment = new HashMap<>(Map.of("SQS_QUEUE_URL", url));
    Optional.ofNullable(region).ifPresent(value -> environment.put("AWS_REGION", value));
    Optional.ofNullable(endpoint)
        .ifPresent(value -> environment.put("AWS_ENDPOINT_URL_SQS", value));

    // When
    var thrown = assertThatThrownBy(() -> brokers(environment).find(BrokerKind.SQS));

    // Then
    thrown.isInstanceOf(LabException.class).hasMessage(message);
  }

  @Test
  void wrongAddressesOfRabbitMqAreToldWithoutTheirPassword() {
    // Given
    ExternalBrokers brokers = brokers(Map.of("AMQP_ADDR", "http://user:hunter2@host"));

    // When
    var thrown = assertThatThrownBy(() -> brokers.find(BrokerKind.RABBITMQ));

    // Then
    thrown
        .isInstanceOf(LabException.class)
        .hasMessageContaining("amqp://user:password@host:port/vhost")
        .hasMessageNotContaining("hunter2");
  }

  private static ExternalBrokers brokers(Map<String, String> environment) {
    return new ExternalBrokers(environment, null, null);
  }
}
