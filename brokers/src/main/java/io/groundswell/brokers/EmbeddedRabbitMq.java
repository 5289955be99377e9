package io.groundswell.brokers;

import java.net.URI;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Optional;

/**
 * An AMQP 0-9-1 broker in this JVM that RabbitMQ's clients and KEDA's RabbitMQ scaler can use: Qpid
 * Broker-J with a Derby store, and a management API with the calls that they make. Listens on
 * loopback only; its one virtual host is "/".
 *
 * <p>Queues and persistent messages outlive {@link #stop()} and the end of the process, however it
 * ends. For a broker that can be killed alone, see {@link BrokerProcess}.
 *
 * <p>Differences from RabbitMQ that a client can see: a passive declare counts unacknowledged
 * messages too; a {@code basic.nack} of several messages at once takes the last one only; dead
 * letters carry no {@code x-death} header; {@code x-} arguments of a client's declare are ignored,
 * so a queue must be made with {@link #create} to have dead letters; the management API doesn't
 * lag.
 */
public final class EmbeddedRabbitMq implements Broker {

  private final EmbeddedSettings settings;

  private FileChannel lock;
  private Qpid qpid;
  private ManagementEndpoint endpoint;

  /** A broker that is not started yet. */
  public EmbeddedRabbitMq(EmbeddedSettings settings) {
    this.settings = settings;
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.RABBITMQ;
  }

  @Override
  public synchronized void start() {
    if (qpid != null) {
      return;
    }
    try {
      // Qpid itself would go on without its port, and print a stack trace.
      Ports.requireFree("AMQP", settings.port());
      Ports.requireFree("management", settings.managementPort());
      DataFolder.make(settings.folder());
      lock = DataFolder.lock(settings.folder());
      qpid = Qpid.start(settings);
      endpoint = ManagementEndpoint.start(qpid, settings.managementPort(), settings.credentials());
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  @Override
  public URI address() {
    return Addresses.embeddedAmqp(amqpPort(), settings.credentials());
  }

  @Override
  public Optional<URI> management() {
    return Optional.of(Addresses.embeddedHttp(httpPort(), settings.credentials()));
  }

  @Override
  public String redacted() {
    return Addresses.redacted(address());
  }

  @Override
  public Map<String, String> clientEnvironment(String queue) {
    return Amqp.clientEnvironment(address());
  }

  private int amqpPort() {
    return started().amqpPort();
  }

  private synchronized int httpPort() {
    started();
    return endpoint.port();
  }

  @Override
  public void create(String queue) {
    started().create(kind().deadLetters(queue), null);
    started().create(queue, kind().deadLetters(queue));
  }

  @Override
  public void createPlain(String queue) {
    started().create(queue, null);
  }

  @Override
  public void purge(String queue) {
    started().queue(queue).orElseThrow(() -> noSuchQueue(queue)).clearQueue();
  }

  @Override
  public void delete(String queue) {
    started().queue(queue).ifPresent(found -> found.delete());
  }

  @Override
  public QueueCounts count(String queue) {
    return Qpid.counts(started().queue(queue).orElseThrow(() -> noSuchQueue(queue)));
  }

  @Override
  public synchronized void stop() {
    if (endpoint != null) {
      endpoint.stop();
      endpoint = null;
    }
    if (qpid != null) {
      qpid.stop();
      qpid = null;
    }
    if (lock != null) {
      DataFolder.unlock(lock);
      lock = null;
    }
  }

  @Override
  public synchronized String toString() {
    return "EmbeddedRabbitMq[" + (qpid == null ? "not started" : redacted()) + "]";
  }

  private synchronized Qpid started() {
    if (qpid == null) {
      throw new IllegalStateException("the broker is not started");
    }
    return qpid;
  }

  private BrokerException noSuchQueue(String queue) {
    return new BrokerException("queue \"" + queue + "\" doesn't exist at " + redacted());
  }
}
