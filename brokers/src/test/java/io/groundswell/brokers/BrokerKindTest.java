package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BrokerKindTest {

  @ParameterizedTest
  @CsvSource({
    "rabbitmq, orders.dlq, orders.receipts",
    "kafka, orders.dlq, orders.receipts",
    "sqs, orders-dlq, orders-receipts",
  })
  void queuesBesideAQueueAreNamedAsTheKindAllows(String name, String deadLetters, String receipts) {
    // Given
    BrokerKind kind = BrokerKind.of(name);

    // When
    String both = kind.deadLetters("orders") + " " + kind.receipts("orders");

    // Then
    assertThat(both).isEqualTo(deadLetters + " " + receipts);
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void kindsAreFoundByTheirNames(BrokerKind kind) {
    assertThat(BrokerKind.of(kind.toString())).isEqualTo(kind);
  }

  @Test
  void unknownKindsAreAnsweredWithTheKnown() {
    assertThatThrownBy(() -> BrokerKind.of("mqtt"))
        .isInstanceOf(BrokerException.class)
        .hasMessage("broker is mqtt, must be one of rabbitmq, kafka, sqs");
  }
}
