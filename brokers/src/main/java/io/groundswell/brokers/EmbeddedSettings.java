package io.groundswell.brokers;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Settings of an embedded broker, which listens on loopback only.
 *
 * @param folder where queues and persistent messages are kept; made if missing, used by one broker
 *     at a time
 * @param amqpPort port for AMQP 0-9-1; 0 takes a free one
 * @param httpPort port for the management API; 0 takes a free one
 * @param credentials what clients of both must give
 */
public record EmbeddedSettings(Path folder, int amqpPort, int httpPort, Credentials credentials) {

  /** Checks the ports. */
  public EmbeddedSettings {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(credentials, "credentials");
    checkPort("AMQP port", amqpPort);
    checkPort("management port", httpPort);
  }

  /** Free ports and random credentials. */
  public static EmbeddedSettings in(Path folder) {
    return new EmbeddedSettings(folder, 0, 0, Credentials.random());
  }

  /** The same with other ports. */
  public EmbeddedSettings withPorts(int amqpPort, int httpPort) {
    return new EmbeddedSettings(folder, amqpPort, httpPort, credentials);
  }

  private static void checkPort(String name, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          name + " is " + port + ", must be 0 (any free one) to 65535");
    }
  }
}
