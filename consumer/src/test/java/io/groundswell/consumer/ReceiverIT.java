package io.groundswell.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The consumer as a receiver: whatever text is on a queue of SQS is work. */
class ReceiverIT {

  private static final int MESSAGES = 60;

  private static BrokerProcess broker;
  private TestQueues queues;

  @BeforeAll
  static void startBroker(@TempDir Path folder) {
    broker = new BrokerProcess(EmbeddedSettings.in(folder, BrokerKind.SQS));
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.stop();
  }

  @BeforeEach
  void sendMessages() throws Exception {
    queues = TestQueues.empty(broker);
    for (int n = 0; n < MESSAGES; n++) {
      queues.publish("text/plain", text(n).getBytes(UTF_8));
    }
  }

  @AfterEach
  void closeQueues() {
    queues.close();
  }

  @Test
  void onSigtermNoMessageIsLostOrReceivedTwice() throws Exception {
    // Given
    try (Replica leaving = start()) {
      queues.awaitDone(10);

      // When
      leaving.terminate();
      leaving.exitStatus();
    }
    try (Replica next = start()) {
      queues.awaitDone(MESSAGES);
      next.terminate();
      next.exitStatus();
    }

    // Then
    assertThat(queues.done()).containsExactlyInAnyOrderElementsOf(messages());
    assertThat(broker.count(TestQueues.ORDERS).total()).isZero();
  }

  @Test
  void onSigkillNoMessageIsLost() throws Exception {
    // Given
    try (Replica dying = start()) {
      queues.awaitDone(10);

      // When
      dying.kill();
      dying.exitStatus();
    }
    try (Replica next = start()) {
      queues.awaitDone(MESSAGES);
      next.terminate();
      next.exitStatus();
    }

    // Then
    assertThat(queues.done()).containsAll(messages());
    assertThat(broker.count(TestQueues.ORDERS).total()).isZero();
  }

  private static Replica start() {
    return Replica.start(
        broker.clientEnvironment(TestQueues.ORDERS),
        Map.of(
            "CONSUMER_MESSAGES", "any",
            "CONSUMER_WORK", "100ms",
            "CONSUMER_CONCURRENCY", "4",
            "CONSUMER_PREFETCH", "8",
            "CONSUMER_VISIBILITY", "6s"));
  }

  private static String text(int number) {
    return "mensagem " + number;
  }

  private static List<String> messages() {
    return IntStream.range(0, MESSAGES)
        .mapToObj(n -> UUID.nameUUIDFromBytes(text(n).getBytes(UTF_8)).toString())
        .toList();
  }
}
