package io.groundswell.producer.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import io.groundswell.producer.InvalidSettingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** The broker's address, as {@code AMQP_ADDR} gives it. Its text has no password. */
final class Address {

  private final ConnectionFactory factory = new ConnectionFactory();

  /**
   * @param uri {@code amqp://user:password@host:port/vhost} or {@code amqps://...}; the virtual
   *     host is "/" where it is left out, is empty or {@code %2f}
   * @throws InvalidSettingException without the address in its text: there may be a password in it
   */
  Address(String uri) {
    try {
      String stripped = uri.strip();
      if (new URI(stripped).getHost() == null) {
        throw malformed();
      }
      factory.setUri(stripped);
      if (factory.isSSL()) {
        // The client's own way from amqps to TLS trusts every certificate.
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw malformed();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS in this Java", e);
    }
    int port = factory.getPort();
    if (port < 1 || port > 65_535) {
      throw malformed();
    }
    if (factory.getVirtualHost().isEmpty()) {
      factory.setVirtualHost("/");
    }
  }

  /** A client's settings with this address in them. */
  ConnectionFactory factory() {
    return factory.clone();
  }

  @Override
  public String toString() {
    return factory.getHost() + ":" + factory.getPort();
  }

  private static InvalidSettingException malformed() {
    return new InvalidSettingException(
        "AMQP_ADDR", "(not shown)", "an address such as amqp://user:password@host:5672/vhost");
  }
}
