package io.groundswell.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a consumer starts, and how it doesn't. */
class StartIT {

  /** Of each broker; port 1 is taken by nobody. */
  private static final Map<String, String> AWAY =
      Map.of(
          "AMQP_ADDR", "amqp://user:secret@127.0.0.1:1/",
          "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
          "SQS_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
          "AWS_REGION", "eu-west-1",
          "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1",
          "AWS_ACCESS_KEY_ID", "user",
          "AWS_SECRET_ACCESS_KEY", "secret");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONSUMER_WORK | soon | CONSUMER_WORK is 'soon', must be a duration up to 1h such as"
            + " 200ms, or a spread such as 100ms..300ms",
        "BROKER | carrier-pigeon | BROKER is 'carrier-pigeon', must be one of [rabbitmq, kafka, sqs]",
        "AMQP_ADDR | http://user:secret@host | AMQP_ADDR is '(not shown)', must be an address such"
            + " as amqp://user:password@host:5672/vhost",
        "BROKER=kafka KAFKA_BOOTSTRAP_SERVERS | '' | KAFKA_BOOTSTRAP_SERVERS is '', must be"
            + " addresses of brokers such as host:9092,other:9092",
        "BROKER=kafka CONSUMER_GROUP_PROTOCOL | share | CONSUMER_GROUP_PROTOCOL is 'share', must be"
            + " consumer or classic",
        "BROKER=sqs SQS_QUEUE_URL | '' | SQS_QUEUE_URL is '', must be a queue's address such as"
            + " https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
        "BROKER=sqs AWS_REGION | us-east-1 | AWS_REGION is 'us-east-1', must be eu-west-1, where"
            + " SQS_QUEUE_URL is",
      })
  void aWrongSettingEndsTheStartWithOneLine(String settings, String value, String line) {
    // Given
    Map<String, String> environment = new HashMap<>(AWAY);
    String name = settings.substring(settings.indexOf(' ') + 1);
    if (!name.equals(settings)) {
      environment.put(
          "BROKER", settings.substring(settings.indexOf('=') + 1, settings.indexOf(' ')));
    }
    try (Replica replica = Replica.start(environment, Map.of(name, value))) {

      // When
      int status = replica.exitStatus();

      // Then
      assertThat(List.of(status, replica.log())).containsExactly(1, List.of(line));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rabbitmq, 127.0.0.1:1",
    "kafka, 127.0.0.1:1",
    "sqs, sqs.eu-west-1.amazonaws.com (eu-west-1)"
  })
  void aBrokerThatIsAwayIsToldOnceAndWaitedFor(String kind, String address) {
    // Given
    try (Replica replica = Replica.start(AWAY, Map.of("BROKER", kind))) {
      replica.awaitStatus("/q/health/started", 200);
      replica.awaitLog("No connection to the broker");

      // When
      replica.terminate();
      replica.exitStatus();

      // Then
      assertThat(replica.log())
          .filteredOn(line -> line.contains("WARN") || line.startsWith("\tat "))
          .singleElement()
          .asString()
          .contains("No connection to the broker at " + address)
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
