package io.groundswell.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with the embedded broker, and what only a broker of one's own lets one try. */
class EmbeddedDeliveryIT extends DeliveryContract {

  @TempDir static Path folder;
  private static BrokerProcess broker;

  @BeforeAll
  static void startBroker() {
    broker = new BrokerProcess(EmbeddedSettings.in(folder));
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.stop();
  }

  @Override
  Broker broker() {
    return broker;
  }

  @Test
  void nothingIsLostWithABrokerThatDiesAndComesBack() throws Exception {
    // Given
    queues.place(60);
    try (Replica replica = start(Map.of("CONSUMER_WORK", "100ms", "CONSUMER_CONCURRENCY", "4"))) {
      queues.awaitDone(10);

      // When
      broker.kill();
      replica.awaitStatus("/q/health/ready", 503);
      int alive = replica.get("/q/health/live").statusCode();
      broker.start();
      queues = queues.reopen(broker);
      replica.awaitReady();
      queues.awaitDone(60);

      // Then
      assertThat(alive).isEqualTo(200);
    }
  }
}
