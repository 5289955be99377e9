package io.groundswell.brokers;

import java.nio.channels.FileChannel;
import java.util.Map;

/**
 * Apache Kafka in this JVM: one node that is broker and controller (KRaft), on loopback, without
 * TLS or passwords. Topics and records outlive {@link #stop()} and the end of the process, however
 * it ends. For a broker that can be killed alone, see {@link BrokerProcess}.
 *
 * <p>Set otherwise than Kafka's defaults: no topic is made by using it; a group's first member
 * waits for no others; groups of the new protocol (KIP-848) beat every 0.5 s, and a member that has
 * died is missed after {@value KafkaServer#SESSION_SECONDS} s instead of 45.
 */
public final class EmbeddedKafka extends ServedBroker {

  private final EmbeddedSettings settings;

  private FileChannel lock;
  private KafkaServer server;
  private ExternalKafka client;

  /** A broker that is not started yet. */
  public EmbeddedKafka(EmbeddedSettings settings) {
    this.settings = settings;
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.KAFKA;
  }

  @Override
  public synchronized void start() {
    if (server != null) {
      return;
    }
    try {
      Ports.requireFree("Kafka", settings.port());
      DataFolder.make(settings.folder());
      lock = DataFolder.lock(settings.folder());
      server = KafkaServer.start(settings.folder(), settings.port(), settings.advertisedPort());
      client = new ExternalKafka(Addresses.LOOPBACK + ":" + server.port(), Map.of());
      client.start();
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  @Override
  public synchronized void stop() {
    if (client != null) {
      client.stop();
      client = null;
    }
    if (server != null) {
      server.stop();
      server = null;
    }
    if (lock != null) {
      DataFolder.unlock(lock);
      lock = null;
    }
  }

  @Override
  public synchronized String toString() {
    return "EmbeddedKafka[" + (client == null ? "not started" : redacted()) + "]";
  }

  @Override
  synchronized ExternalKafka started() {
    if (client == null) {
      throw notStarted();
    }
    return client;
  }
}
