package io.groundswell.consumer.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import io.groundswell.consumer.InvalidSettingException;
import io.vertx.rabbitmq.RabbitMQOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.List;

/** The broker's address, as {@code AMQP_ADDR} gives it. Its text has no password. */
final class Address {

  static final String LOCAL = "amqp://guest:guest@localhost:5672";

  private final ConnectionFactory parts = new ConnectionFactory();

  /**
   * @param uri {@code amqp://user:password@host:port/vhost} or {@code amqps://...}; the virtual
   *     host is "/" where it is left out, is empty or {@code %2f}
   * @throws InvalidSettingException without the address in its text: there may be a password in it
   */
  Address(String uri) {
    try {
      URI parsed = new URI(uri.strip());
      if (parsed.getScheme() == null || parsed.getHost() == null || parsed.getPort() > 65_535) {
        throw malformed();
      }
      parts.setUri(parsed);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw malformed();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS in this Java", e);
    }
    if (parts.getVirtualHost().isEmpty()) {
      parts.setVirtualHost("/");
    }
  }

  /** Writes the address into the connector's options. */
  void into(RabbitMQOptions options) {
    options.setAddresses(
        List.of(new com.rabbitmq.client.Address(parts.getHost(), parts.getPort())));
    options.setUser(parts.getUsername());
    options.setPassword(parts.getPassword());
    options.setVirtualHost(parts.getVirtualHost());
    options.setSsl(parts.isSSL());
  }

  @Override
  public String toString() {
    return parts.getHost() + ":" + parts.getPort();
  }

  private static InvalidSettingException malformed() {
    return new InvalidSettingException(
        "AMQP_ADDR", "(not shown)", "an address such as amqp://user:password@host:5672/vhost");
  }
}
