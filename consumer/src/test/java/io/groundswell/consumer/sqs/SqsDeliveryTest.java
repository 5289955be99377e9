package io.groundswell.consumer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class SqsDeliveryTest {

  @Test
  void theReasonIsAmongTheAttributes() {
    // When
    var attributes = SqsDelivery.explained(Map.of("a", text("b")), "failed");

    // Then
    assertThat(attributes).isEqualTo(Map.of("a", text("b"), "dead-letter-reason", text("failed")));
  }

  @Test
  void thereAreNoMoreAttributesThanSqsTakes() {
    // Given
    Map<String, MessageAttributeValue> many = new TreeMap<>();
    for (int n = 0; n < 10; n++) {
      many.put("a" + n, text("b"));
    }

    // When
    var attributes = SqsDelivery.explained(many, "failed");

    // Then
    assertThat(attributes).hasSize(10).containsKey("dead-letter-reason");
  }

  @Test
  void whatSqsWouldRefuseIsLeftOutOfTheReason() {
    // When
    var attributes = SqsDelivery.explained(Map.of(), "no\u0000good\n");

    // Then
    assertThat(attributes.get("dead-letter-reason").stringValue()).isEqualTo("no?good?");
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
