package io.groundswell.brokers;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A RabbitMQ that runs somewhere, by URL. Stopping leaves it as it is. */
public final class ExternalRabbitMq implements Broker {

  private final URI amqp;
  private final Optional<URI> management;
  private final Amqp admin;
  private final ManagementClient http = new ManagementClient();

  /**
   * A broker by its URLs.
   *
   * @param amqp {@code amqp://user:password@host:port/vhost}; no virtual host, or an empty one,
   *     means "/"
   * @param management base URL of the management API, with user and password or with those of
   *     {@code amqp}; empty if there is none
   * @throws BrokerException if one of them isn't such a URL
   */
  public ExternalRabbitMq(String amqp, Optional<String> management) {
    this.amqp = url("broker address", amqp, "amqp", "amqps");
    this.management =
        management.map(url -> withCredentials(url("management address", url, "http", "https")));
    this.admin = new Amqp(this.amqp);
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.RABBITMQ;
  }

  @Override
  public void start() {
    admin.check();
  }

  @Override
  public URI address() {
    return amqp;
  }

  @Override
  public Optional<URI> management() {
    return management;
  }

  @Override
  public String redacted() {
    return Addresses.redacted(amqp);
  }

  @Override
  public Map<String, String> clientEnvironment(String queue) {
    return Amqp.clientEnvironment(amqp);
  }

  @Override
  public void create(String queue) {
    admin.declareWithDeadLetters(queue, kind().deadLetters(queue));
  }

  @Override
  public void createPlain(String queue) {
    admin.declare(queue);
  }

  @Override
  public void purge(String queue) {
    admin.purge(queue);
  }

  @Override
  public void delete(String queue) {
    admin.delete(queue);
  }

  @Override
  public QueueCounts count(String queue) {
    return management
        .map(base -> http.count(base, Addresses.virtualHost(amqp), queue))
        .orElseGet(() -> new QueueCounts(admin.passiveCount(queue), OptionalLong.empty()));
  }

  @Override
  public void stop() {}

  @Override
  public String toString() {
    return "ExternalRabbitMq[" + redacted() + "]";
  }

  private URI withCredentials(URI url) {
    return Addresses.credentials(url).isPresent()
        ? url
        : Addresses.credentials(amqp)
            .map(credentials -> Addresses.withCredentials(url, credentials))
            .orElse(url);
  }

  private static URI url(String name, String text, String scheme, String secureScheme) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      // The cause is left out: its message holds the text.
      throw malformed(name, text, scheme);
    }
    boolean known = scheme.equals(uri.getScheme()) || secureScheme.equals(uri.getScheme());
    if (!known || uri.getHost() == null) {
      throw malformed(name, text, scheme);
    }
    return uri;
  }

  /** Shows the text only if it can't hold a password. */
  private static BrokerException malformed(String name, String text, String scheme) {
    return new BrokerException(
        name
            + (text.contains("@") ? "" : " \"" + text + "\"")
            + " is not of the form "
            + scheme
            + "://user:password@host:port"
            + (scheme.equals("amqp") ? "/vhost" : ""));
  }
}
