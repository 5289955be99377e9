package io.groundswell.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract with an embedded broker, and what only a broker of one's own lets one try. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmbeddedContract extends DeliveryContract {

  private final BrokerKind kind;
  private BrokerProcess broker;

  EmbeddedContract(BrokerKind kind) {
    this.kind = kind;
  }

  @BeforeAll
  void startBroker(@TempDir Path folder) {
    broker = new BrokerProcess(EmbeddedSettings.in(folder, kind));
    broker.start();
  }

  @AfterAll
  void stopBroker() {
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
      queues.reconnect();
      replica.awaitReady();
      queues.awaitDone(60);

      // Then
      assertThat(alive).isEqualTo(200);
    }
  }
}
