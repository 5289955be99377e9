package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.groundswell.triggers.Measurement;
import io.groundswell.triggers.Trigger;
import io.groundswell.triggers.TriggerException;
import io.groundswell.triggers.TriggerSpec;
import io.groundswell.triggers.Triggers;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

class EmbeddedSqsTest extends BrokerContract {

  @TempDir static Path folder;
  private static EmbeddedSqs broker;

  @BeforeAll
  static void start() {
    broker = new EmbeddedSqs(EmbeddedSettings.in(folder, BrokerKind.SQS));
    broker.start();
  }

  @AfterAll
  static void stop() {
    broker.stop();
  }

  @Override
  Broker broker() {
    return broker;
  }

  @Override
  void send(String to, List<String> bodies) {
    SqsClients.send(broker, to, bodies);
  }

  @Test
  void clientsAreToldAllThatAnEmulatorNeeds() {
    // Given
    String endpoint = broker.address().toString();

    // When
    Map<String, String> environment = broker.clientEnvironment(queue);

    // Then
    assertThat(environment)
        .containsEntry("AWS_ENDPOINT_URL_SQS", endpoint)
        .containsEntry("SQS_QUEUE_URL", endpoint + "/000000000000/" + queue)
        .containsEntry("AWS_REGION", "us-east-1")
        .containsKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void theAddressIsOnLoopback() {
    // Given
    URI address = broker.address();

    // When
    String host = address.getHost();

    // Then
    assertThat(host).isEqualTo("127.0.0.1");
  }

  @Test
  void receivedMessagesAreCountedAsUnacknowledgedUntilTheyAreDeleted() {
    // Given
    send(queue, List.of("a", "b", "c"));
    int received = SqsClients.receive(broker, queue, 600).size();

    // When
    QueueCounts counts = broker.count(queue);

    // Then
    assertThat(counts).isEqualTo(new QueueCounts(3 - received, OptionalLong.of(received)));
  }

  @Test
  void messagesThatNobodyDeletesBecomeDeadLetters() {
    // Given
    send(queue, List.of("poison"));

    // When
    await()
        .atMost(LONG)
        .until(
            () -> {
              SqsClients.receive(broker, queue, 0);
              return broker.count(deadLetters).total() == 1;
            });

    // Then
    assertThat(SqsClients.receive(broker, deadLetters, 600))
        .singleElement()
        .satisfies(message -> assertThat(message.body()).isEqualTo("poison"));
  }

  @Test
  void deletedMessagesAreGone() {
    // Given
    send(queue, List.of("a"));
    Map<String, String> environment = broker.clientEnvironment(queue);
    String receipt = SqsClients.receive(broker, queue, 600).getFirst().receiptHandle();

    // When
    try (SqsClient client = SqsClients.client(environment)) {
      client.deleteMessage(
          request -> request.queueUrl(environment.get("SQS_QUEUE_URL")).receiptHandle(receipt));
    }

    // Then
    assertThat(broker.count(queue).total()).isZero();
  }

  @Test
  void kedasTriggerCountsMessagesInHandToo() throws Exception {
    // Given
    send(queue, List.of("a", "b", "c"));
    SqsClients.receive(broker, queue, 600);

    // When
    try (Trigger trigger = trigger(queue, Map.of())) {

      // Then
      assertThat(trigger.measure()).isEqualTo(new Measurement(3, true));
    }
  }

  @Test
  void kedasTriggerFailsOnUnknownQueuesAndMendsWhenThereIsOne() throws Exception {
    // Given
    String later = queue + "-later";
    try (Trigger trigger =
        trigger(queue, Map.of("queueURL", broker.address() + "/000000000000/" + later))) {
      assertThatThrownBy(trigger::measure)
          .isInstanceOf(TriggerException.class)
          .hasMessageStartingWith("operation error SQS: GetQueueAttributes, api error")
          .hasMessageContaining("does not exist");

      // When
      broker.createPlain(later);

      // Then
      assertThat(trigger.measure()).isEqualTo(new Measurement(0, false));
    } finally {
      broker.delete(later);
    }
  }

  @Test
  void aJvmHoldsButOne(@TempDir Path other) {
    // Given
    Broker second = new EmbeddedSqs(EmbeddedSettings.in(other, BrokerKind.SQS));

    // When
    var thrown = assertThatThrownBy(second::start);

    // Then
    thrown
        .isInstanceOf(BrokerException.class)
        .hasMessageStartingWith("an embedded SQS runs in this JVM already");
  }

  @Test
  void foldersServeOneBrokerAtATime() {
    // Given
    Broker second = new EmbeddedSqs(EmbeddedSettings.in(folder, BrokerKind.SQS));

    // When
    var thrown = assertThatThrownBy(second::start);

    // Then
    thrown.isInstanceOf(BrokerException.class).hasMessageContaining("is in use by another broker");
  }

  private static Trigger trigger(String queue, Map<String, String> more) throws Exception {
    Map<String, String> environment = broker.clientEnvironment(queue);
    Map<String, String> metadata =
        new HashMap<>(
            Map.of(
                "queueURL", environment.get("SQS_QUEUE_URL"),
                "awsRegion", environment.get("AWS_REGION"),
                "awsEndpoint", environment.get("AWS_ENDPOINT_URL_SQS"),
                "awsAccessKeyIDFromEnv", "AWS_ACCESS_KEY_ID",
                "awsSecretAccessKeyFromEnv", "AWS_SECRET_ACCESS_KEY"));
    metadata.putAll(more);
    return Triggers.open(new TriggerSpec(0, "aws-sqs-queue", metadata, Map.of(), environment));
  }
}
