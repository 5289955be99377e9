package io.groundswell.consumer.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueUrlsTest {

  private static final String AWS = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";
  private static final String EMULATOR = "http://127.0.0.1:9324/000000000000/orders";

  @Test
  void theOtherQueuesAreBesideThatOfTheOrders() {
    // When
    QueueUrls urls = new QueueUrls(EMULATOR);

    // Then
    assertThat(List.of(urls.deadLetters(), urls.receipts()))
        .containsExactly(EMULATOR + "-dlq", EMULATOR + "-receipts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "https://sqs.eu-west-1.amazonaws.com",
        "https://sqs.eu-west-1.amazonaws.com/123456789012/",
        "https://sqs.eu-west-1.amazonaws.com/123456789012/orders?x=y",
        "sqs://host/1/orders",
        "https://user:secret@host/1/orders"
      })
  void whatIsNoQueuesAddressIsRefused(String url) {
    assertThatThrownBy(() -> new QueueUrls(url))
        .hasMessageStartingWith("SQS_QUEUE_URL is '")
        .hasMessageEndingWith(
            "', must be a queue's address such as"
                + " https://sqs.eu-west-1.amazonaws.com/123456789012/orders");
  }

  @ParameterizedTest
  @CsvSource({
    AWS + ", eu-west-1",
    "https://sqs.cn-north-1.amazonaws.com.cn/1/orders, cn-north-1",
    EMULATOR + ", elasticmq"
  })
  void theRegionIsThatOfTheQueue(String url, String region) {
    assertThat(new QueueUrls(url).regionIn(Optional.of(region))).isEqualTo(region);
  }

  @Test
  void anotherRegionIsRefused() {
    assertThatThrownBy(() -> new QueueUrls(AWS).regionIn(Optional.of("us-east-1")))
        .hasMessage("AWS_REGION is 'us-east-1', must be eu-west-1, where SQS_QUEUE_URL is");
  }

  @Test
  void aMissingRegionIsRefused() {
    assertThatThrownBy(() -> new QueueUrls(EMULATOR).regionIn(Optional.empty()))
        .hasMessage("AWS_REGION is '', must be a region such as eu-west-1");
  }
}
