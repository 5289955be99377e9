package io.groundswell.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggersTest {

  @Test
  void unknownTypesAreNamedWithTheKnownOnes() {
    // Given
    TriggerSpec spec = spec("carrier-pigeon", Map.of());

    // When
    var thrown = assertThatThrownBy(() -> Triggers.open(spec));

    // Then
    thrown
        .isInstanceOf(TriggerException.class)
        .hasMessage(
            "no scaler found for type: carrier-pigeon, known are rabbitmq, kafka, apache-kafka,"
                + " aws-sqs-queue, prometheus, cpu, memory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rabbitmq | queueName=orders;host=http://h | s2-rabbitmq-orders | 20",
        "rabbitmq | queueName=a/b;host=amqp://h;queueLength=5 | s2-rabbitmq-a-2Fb | 5",
        "kafka | bootstrapServers=h:1;consumerGroup=g;topic=my.topic | s2-kafka-my-topic | 10",
        "kafka | bootstrapServers=h:1;consumerGroup=g | s2-kafka-g-topics | 10",
        "apache-kafka | bootstrapServers=h:1;consumerGroup=g;topic=a, b | s2-kafka-a,b | 10",
        "aws-sqs-queue | queueURL=https://h/1/orders;awsRegion=r;identityOwner=operator"
            + " | s2-aws-sqs-orders | 5",
        "prometheus | serverAddress=http://h;query=up;threshold=2.5 | s2-prometheus | 2.5",
      })
  void settingsTellMetricAndTarget(String type, String metadata, String name, double target)
      throws Exception {
    // Given
    TriggerSpec spec = spec(type, pairs(metadata));

    // When
    TriggerSettings settings = Triggers.settings(spec);

    // Then
    assertThat(settings.metricName()).isEqualTo(name);
    assertThat(settings.target()).isEqualTo(target);
  }

  @Test
  void resourcesAreCheckedOnly() {
    assertThatCode(() -> Triggers.check(spec("cpu", Map.of("value", "60"))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Triggers.open(spec("cpu", Map.of("value", "60"))))
        .hasMessage("trigger type \"cpu\" has no external metric, the HPA reads it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu | type=Utilization;value=60 | parameter \"type\" is deprecated",
        "memory | containerName=main | missing required parameter \"value\"",
        "rabbitmq | queueName=q;host=ftp://h | unknown host URL scheme: `ftp`",
        "rabbitmq | queueName=q;host=http://h;mode=Speed;value=1 | trigger mode Speed must be one",
        "kafka | bootstrapServers=h:1;consumerGroup=g;offsetResetPolicy=none"
            + " | value \"none\" must be one of [latest earliest]",
        "aws-sqs-queue | queueURL=https://h/orders;awsRegion=r;identityOwner=operator"
            + " | cannot get queueName from queueURL https://h/orders",
        "aws-sqs-queue | queueURL=orders;awsRegion=r | awsAccessKeyID not found",
        "prometheus | serverAddress=http://h;query=up;threshold=a"
            + " | unable to set param \"threshold\" value \"a\"",
      })
  void wrongSettingsAreTold(String type, String metadata, String message) {
    assertThatThrownBy(() -> Triggers.check(spec(type, pairs(metadata))))
        .isInstanceOf(TriggerException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void amqpHostsAreHostAndPort() {
    // Given
    TriggerSpec spec =
        spec("rabbitmq", Map.of("queueName", "q", "host", "amqp://user:hunter2@a:b:c/"));

    // When
    var thrown = assertThatThrownBy(() -> Triggers.open(spec));

    // Then
    thrown.hasMessage("host of a rabbitmq trigger is not of the form host:port");
  }

  @Test
  void textFormsHoldNoSecrets() throws Exception {
    // Given
    TriggerSpec spec =
        new TriggerSpec(
            0,
            "rabbitmq",
            Map.of("queueName", "orders"),
            Map.of("host", "http://user:hunter2@h/"),
            Map.of());

    // When
    String text = spec + " " + Triggers.settings(spec);

    // Then
    assertThat(text).doesNotContain("hunter2");
  }

  private static TriggerSpec spec(String type, Map<String, String> metadata) {
    return new TriggerSpec(2, type, metadata, Map.of(), Map.of());
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new java.util.HashMap<>();
    for (String pair : text.split(";")) {
      pairs.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return pairs;
  }
}
