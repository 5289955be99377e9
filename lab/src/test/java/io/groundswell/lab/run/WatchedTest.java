package io.groundswell.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.Trigger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchedTest {

  @Test
  void aQueueOfRabbitMqMayHaveSlashesInItsName() {
    // Given
    Trigger trigger = Trigger.of(0, "rabbitmq", Map.of("queueName", "shop/orders"));

    // When / Then
    assertThat(Watched.queue(trigger)).contains("shop/orders");
  }

  @Test
  void aQueueOfSqsIsTheLastPartOfItsUrl() {
    // Given
    Trigger trigger =
        Trigger.of(0, "aws-sqs-queue", Map.of("queueURL", "http://localhost:1/0/orders"));

    // When / Then
    assertThat(Watched.queue(trigger)).contains("orders");
  }

  @Test
  void aQueueThatAVariableNamesIsNotKnown() {
    // Given
    Trigger trigger = Trigger.of(0, "aws-sqs-queue", Map.of("queueURLFromEnv", "SQS_QUEUE_URL"));

    // When / Then
    assertThat(Watched.queue(trigger)).isEmpty();
  }

  @Test
  void aTopicIsTheQueueOfKafka() {
    // Given
    Trigger trigger = Trigger.of(0, "apache-kafka", Map.of("topic", "orders"));

    // When / Then
    assertThat(Watched.queue(trigger)).contains("orders");
  }
}
