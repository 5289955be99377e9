package io.groundswell.brokers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same contract against a real RabbitMQ, where the machine has one. */
class RabbitMqServerTest extends RabbitMqContract {

  @TempDir static Path folder;
  private static RabbitMqServer broker;

  @BeforeAll
  static void start() {
    assumeTrue(
        RabbitMqServer.find().isPresent(),
        "no rabbitmq-server on this machine (Debian: apt-get install rabbitmq-server)");
    broker = new RabbitMqServer(RabbitMqServer.find().orElseThrow(), folder);
    broker.start();
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.stop();
    }
  }

  @Override
  Broker broker() {
    return broker;
  }
}
