package io.groundswell.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueGaugeTest {

  private static QueueGauge gauge(String type, String metadata) throws TriggerException {
    Map<String, String> all = new java.util.HashMap<>();
    for (String each : metadata.split(" ")) {
      all.put(each.split("=")[0], each.split("=")[1]);
    }
    return QueueGauge.of(new TriggerSpec(0, type, all, Map.of(), Map.of(), "aws"), 4);
  }

  @ParameterizedTest
  @CsvSource({
    "rabbitmq, queueName=q host=http://h, 10, true",
    "rabbitmq, queueName=q host=http://h excludeUnacknowledged=true, 7, true",
    "rabbitmq, queueName=q host=amqp://h, 7, true",
    "rabbitmq, queueName=q host=amqp://h mode=QueueLength value=5 activationValue=7, 7, false",
    "kafka, bootstrapServers=b consumerGroup=g topic=t, 10, true",
    "kafka, bootstrapServers=b consumerGroup=g topic=t lagThreshold=2, 8, true",
    "kafka, bootstrapServers=b consumerGroup=g topic=t lagThreshold=2 allowIdleConsumers=true, 10,"
        + " true",
    "kafka, bootstrapServers=b consumerGroup=g topic=t activationLagThreshold=10, 10, false",
    "aws-sqs-queue, queueURL=q awsRegion=r, 10, true",
    "aws-sqs-queue, queueURL=q awsRegion=r scaleOnInFlight=false, 7, true"
  })
  void seven_messages_that_wait_and_three_in_hand_are_counted_as_the_trigger_would(
      String type, String metadata, double value, boolean active) throws TriggerException {
    // Given
    QueueGauge gauge = gauge(type, metadata);

    // When
    Measurement measurement = gauge.measure(7, 3);

    // Then
    assertThat(measurement).isEqualTo(new Measurement(value, active));
  }

  @ParameterizedTest
  @CsvSource({
    "rabbitmq, queueName=orders host=http://h, orders",
    "kafka, bootstrapServers=b consumerGroup=g topic=t, t",
    "kafka, bootstrapServers=b consumerGroup=g, g",
    "aws-sqs-queue, queueURL=https://sqs.eu-west-1.amazonaws.com/1/orders awsRegion=r, orders"
  })
  void the_source_is_named(String type, String metadata, String source) throws TriggerException {
    // When / Then
    assertThat(gauge(type, metadata).source()).isEqualTo(source);
  }

  @Test
  void a_rate_is_no_length() {
    // When / Then
    assertThatThrownBy(
            () -> gauge("rabbitmq", "queueName=q host=http://h mode=MessageRate value=5"))
        .isInstanceOf(TriggerException.class)
        .hasMessage("only mode QueueLength measures the length of a queue");
  }

  @Test
  void a_query_is_no_queue() {
    // When / Then
    assertThatThrownBy(() -> gauge("prometheus", "serverAddress=http://p query=up threshold=5"))
        .isInstanceOf(TriggerException.class)
        .hasMessage("trigger type \"prometheus\" doesn't measure the length of a queue");
  }
}
