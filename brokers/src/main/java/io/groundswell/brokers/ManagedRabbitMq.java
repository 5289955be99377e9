package io.groundswell.brokers;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * An {@link EmbeddedRabbitMq} in another process, whose queues are made over its management API: it
 * ignores the arguments of a declare by AMQP.
 */
final class ManagedRabbitMq implements Broker {

  private static final String VIRTUAL_HOST = "/";

  private final URI amqp;
  private final URI management;
  private final Amqp admin;
  private final ManagementClient http = new ManagementClient();

  ManagedRabbitMq(URI amqp, URI management) {
    this.amqp = amqp;
    this.management = management;
    this.admin = new Amqp(amqp);
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
  public String redacted() {
    return Addresses.redacted(amqp);
  }

  @Override
  public Map<String, String> clientEnvironment(String queue) {
    return Amqp.clientEnvironment(amqp);
  }

  @Override
  public Optional<URI> management() {
    return Optional.of(management);
  }

  @Override
  public void create(String queue) {
    String deadLetters = kind().deadLetters(queue);
    http.declare(management, VIRTUAL_HOST, deadLetters, Map.of());
    http.declare(
        management,
        VIRTUAL_HOST,
        queue,
        Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", deadLetters));
  }

  @Override
  public void createPlain(String queue) {
    http.declare(management, VIRTUAL_HOST, queue, Map.of());
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
    return http.count(management, VIRTUAL_HOST, queue);
  }

  @Override
  public void stop() {}

  @Override
  public String toString() {
    return "ManagedRabbitMq[" + redacted() + "]";
  }
}
