package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessTest {

  @TempDir static Path folder;
  private static BrokerProcess broker;

  @BeforeAll
  static void start() {
    broker = new BrokerProcess(EmbeddedSettings.in(folder, BrokerKind.KAFKA));
    broker.start();
  }

  @AfterAll
  static void stop() {
    broker.stop();
  }

  @Test
  void recordsAndCommitsSurviveAKillAndTheAddressStays() throws Exception {
    // Given
    URI before = broker.address();
    broker.create("orders");
    KafkaClients.send(broker, "orders", Collections.nCopies(300, "order"));
    try (KafkaConsumer<byte[], byte[]> consumer = KafkaClients.consumer(broker, "consumer")) {
      consumer.subscribe(List.of("orders"));
      int[] seen = {0};
      await()
          .atMost(BrokerContract.LONG)
          .until(() -> (seen[0] += consumer.poll(Duration.ofMillis(200)).count()) == 300);
      consumer.commitSync();
    }
    KafkaClients.send(broker, "orders", Collections.nCopies(200, "order"));

    // When
    broker.kill();
    broker.start();

    // Then
    assertThat(broker.address()).isEqualTo(before);
    await()
        .atMost(BrokerContract.LONG)
        .ignoreExceptions()
        .until(() -> broker.count("orders").total() == 200);
  }
}
