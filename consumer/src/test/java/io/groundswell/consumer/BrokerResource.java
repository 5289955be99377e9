package io.groundswell.consumer;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An embedded broker for tests that Quarkus starts. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {

  private static BrokerProcess broker;

  /** The broker, once it is started. */
  static Broker broker() {
    return broker;
  }

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "broker");
      broker = new BrokerProcess(EmbeddedSettings.in(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    broker.start();
    return Map.of("AMQP_ADDR", broker.address().toString(), "consumer.work", "10ms");
  }

  @Override
  public void stop() {
    broker.stop();
  }
}
