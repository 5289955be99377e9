package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class SqsProcessTest {

  @TempDir static Path folder;
  private static BrokerProcess broker;

  @BeforeAll
  static void start() {
    broker = new BrokerProcess(EmbeddedSettings.in(folder, BrokerKind.SQS));
    broker.start();
  }

  @AfterAll
  static void stop() {
    broker.stop();
  }

  @Test
  void messagesAndDeletionsSurviveAKillAndTheAddressStays() {
    // Given
    URI before = broker.address();
    broker.create("orders");
    SqsClients.send(broker, "orders", Collections.nCopies(50, "order"));
    int deleted = delete(SqsClients.receive(broker, "orders", 600));
    int held = SqsClients.receive(broker, "orders", 600).size();

    // When
    broker.kill();
    broker.start();

    // Then
    assertThat(broker.address()).isEqualTo(before);
    assertThat(broker.count("orders"))
        .isEqualTo(new QueueCounts(50 - deleted - held, OptionalLong.of(held)));
    assertThat(broker.count("orders-dlq").total()).isZero();
  }

  private static int delete(Iterable<Message> messages) {
    Map<String, String> environment = broker.clientEnvironment("orders");
    int deleted = 0;
    try (SqsClient client = SqsClients.client(environment)) {
      for (Message message : messages) {
        client.deleteMessage(
            request ->
                request
                    .queueUrl(environment.get("SQS_QUEUE_URL"))
                    .receiptHandle(message.receiptHandle()));
        deleted++;
      }
    }
    return deleted;
  }
}
