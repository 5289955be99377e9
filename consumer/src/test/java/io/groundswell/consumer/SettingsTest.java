package io.groundswell.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void nothingSetIsTheDefault() {
    // Given
    ConsumerConfig nothing = config(Map.of());

    // When
    Settings settings = Settings.of(nothing, 42);

    // Then
    assertThat(settings)
        .isEqualTo(
            new Settings(
                "rabbitmq",
                Settings.Messages.ORDERS,
                WorkTime.parse("200ms"),
                Settings.Mode.WAIT,
                0,
                3,
                1,
                1,
                true,
                Duration.ofSeconds(25),
                "consumer-42",
                false));
  }

  @Test
  void prefetchFollowsConcurrency() {
    // Given
    ConsumerConfig config = config(Map.of("consumer.concurrency", "8"));

    // When
    Settings settings = Settings.of(config, 0);

    // Then
    assertThat(settings.prefetch()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "consumer.broker | mqtt | BROKER is 'mqtt', must be one of [rabbitmq, kafka, sqs]",
        "consumer.group-protocol | share | CONSUMER_GROUP_PROTOCOL is 'share', must be consumer or"
            + " classic",
        "consumer.messages | all | CONSUMER_MESSAGES is 'all', must be orders or any",
        "consumer.work | soon | CONSUMER_WORK is 'soon', must be a duration up to 1h such as"
            + " 200ms, or a spread such as 100ms..300ms",
        "consumer.mode | gpu | CONSUMER_MODE is 'gpu', must be wait or cpu",
        "consumer.fail-share | NaN | CONSUMER_FAIL_SHARE is 'NaN', must be a number from 0 (none)"
            + " to 1 (all)",
        "consumer.visibility | 1s | CONSUMER_VISIBILITY is '1s', must be a duration of whole"
            + " seconds from 3s to 11h such as 30s",
        "consumer.attempts | 0 | CONSUMER_ATTEMPTS is '0', must be a whole number from 1 to 10000",
        "consumer.concurrency | many | CONSUMER_CONCURRENCY is 'many', must be a whole number from"
            + " 1 to 10000",
        "consumer.receipts | maybe | CONSUMER_RECEIPTS is 'maybe', must be true or false",
        "consumer.drain | 0s | CONSUMER_DRAIN is '0s', must be a duration above 0 such as 25s",
        "consumer.log-json | yes | LOG_JSON is 'yes', must be true or false",
      })
  void aWrongOneIsNamedWithItsValueAndTheWayOut(String name, String value, String message) {
    assertThatThrownBy(() -> Settings.of(config(Map.of(name, value)), 0)).hasMessage(message);
  }

  @Test
  void aPrefetchBelowTheConcurrencyIsRefused() {
    // Given
    ConsumerConfig config = config(Map.of("consumer.concurrency", "5", "consumer.prefetch", "2"));

    // When
    var thrown = assertThatThrownBy(() -> Settings.of(config, 0));

    // Then
    thrown.hasMessage(
        "CONSUMER_PREFETCH is '2', must be a whole number from 5 to 10000, at least"
            + " CONSUMER_CONCURRENCY");
  }

  private static ConsumerConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(ConsumerConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(ConsumerConfig.class);
  }
}
