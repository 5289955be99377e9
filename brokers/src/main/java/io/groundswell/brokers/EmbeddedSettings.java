package io.groundswell.brokers;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Settings of an embedded broker, which listens on loopback only.
 *
 * @param kind what is started
 * @param folder where queues and persistent messages are kept; made if missing, used by one broker
 *     at a time
 * @param port where clients connect; 0 takes a free one
 * @param advertisedPort where Kafka tells its clients to connect, such as that of a proxy, unused
 *     by the others; 0 is the port itself
 * @param managementPort of RabbitMQ's management API, unused by the others; 0 takes a free one
 * @param credentials what clients of RabbitMQ must give; the others let in whoever is on loopback
 */
public record EmbeddedSettings(
    BrokerKind kind,
    Path folder,
    int port,
    int advertisedPort,
    int managementPort,
    Credentials credentials) {

  /** Checks the ports. */
  public EmbeddedSettings {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(credentials, "credentials");
    checkPort("port", port);
    checkPort("advertised port", advertisedPort);
    checkPort("management port", managementPort);
  }

  /** Free ports and random credentials. */
  public static EmbeddedSettings in(Path folder, BrokerKind kind) {
    return new EmbeddedSettings(kind, folder, 0, 0, 0, Credentials.random());
  }

  /** A RabbitMQ on free ports and with random credentials. */
  public static EmbeddedSettings in(Path folder) {
    return in(folder, BrokerKind.RABBITMQ);
  }

  /** The same with other ports. */
  public EmbeddedSettings withPorts(int port, int managementPort) {
    return new EmbeddedSettings(kind, folder, port, advertisedPort, managementPort, credentials);
  }

  /** The same for a Kafka that is reached by another port of this machine. */
  public EmbeddedSettings advertisedAt(int advertisedPort) {
    return new EmbeddedSettings(kind, folder, port, advertisedPort, managementPort, credentials);
  }

  /** The embedded broker of these settings, in this JVM, not started. */
  public Broker broker() {
    return switch (kind) {
      case RABBITMQ -> new EmbeddedRabbitMq(this);
      case KAFKA -> new EmbeddedKafka(this);
      case SQS -> new EmbeddedSqs(this);
    };
  }

  private static void checkPort(String name, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          name + " is " + port + ", must be 0 (any free one) to 65535");
    }
  }
}
