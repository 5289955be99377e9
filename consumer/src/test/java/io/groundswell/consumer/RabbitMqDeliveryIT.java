package io.groundswell.consumer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.RabbitMqServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a real RabbitMQ, where the machine has one. */
class RabbitMqDeliveryIT extends DeliveryContract {

  @TempDir static Path folder;
  private static RabbitMqServer broker;

  @BeforeAll
  static void startBroker() {
    assumeTrue(
        RabbitMqServer.find().isPresent(),
        "no rabbitmq-server on this machine (Debian: apt-get install rabbitmq-server)");
    broker = new RabbitMqServer(RabbitMqServer.find().orElseThrow(), folder);
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    if (broker != null) {
      broker.stop();
    }
  }

  @Override
  Broker broker() {
    return broker;
  }
}
