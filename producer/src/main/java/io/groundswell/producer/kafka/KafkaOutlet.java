package io.groundswell.producer.kafka;

import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import io.groundswell.producer.Outlet;
import io.groundswell.producer.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Places orders on a topic. Kafka's client keeps its connections by itself and tries again by
 * itself, without doubling, for half a minute; what then isn't confirmed comes back.
 *
 * <p>Orders have no key, as none belongs with another, and go to the partitions in turn: the
 * client's own spread fills one partition before it takes the next, which would leave most
 * consumers of a small burst without work.
 */
public final class KafkaOutlet implements Outlet {

  private static final int CALL_MILLIS = 5_000;
  private static final long CHECK_NANOS = Duration.ofSeconds(10).toNanos();

  /** Failures come back from the calls that they concern; the client needn't log them as well. */
  private static final Logger CLIENT_LOG = Logger.getLogger("org.apache.kafka");

  private final Settings settings;
  private final String topic;
  private final AtomicLong turn = new AtomicLong();

  private volatile KafkaProducer<byte[], byte[]> producer;
  private volatile int partitions;
  private volatile String lostBecause;
  private volatile long heardAt;
  private boolean wasConnected;
  private boolean closed;

  /**
   * Doesn't connect yet.
   *
   * @param environment the client's settings, {@code KAFKA_BOOTSTRAP_SERVERS} among them
   * @param topic where orders go; its dead letters are {@code <topic>.dlq}, its receipts {@code
   *     <topic>.receipts}
   * @throws io.groundswell.producer.InvalidSettingException for the first setting that can't be
   *     used
   */
  public KafkaOutlet(Map<String, String> environment, String topic) {
    CLIENT_LOG.setLevel(Level.OFF);
    this.settings = new Settings(environment);
    this.topic = topic;
  }

  @Override
  public synchronized void connect() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    if (connected() && System.nanoTime() - heardAt < CHECK_NANOS) {
      return;
    }
    try (Admin admin = Admin.create(adminSettings())) {
      partitions = Topics.ensure(admin, topic);
      if (producer == null) {
        producer = new KafkaProducer<>(settings.values());
      }
      heardAt = System.nanoTime();
      lostBecause = null;
      wasConnected = true;
    } catch (ExecutionException | KafkaException e) {
      String message = "no connection to the broker at " + address() + ": " + shown(e);
      lostBecause = message;
      throw !wasConnected && isRefusal(e)
          ? new RefusedException(message, e)
          : new IOException(message, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public boolean connected() {
    return producer != null && lostBecause == null;
  }

  @Override
  public void place(Order order, Confirmation confirmation) throws IOException {
    KafkaProducer<byte[], byte[]> current = producer;
    if (current == null || lostBecause != null) {
      throw new IOException(current == null ? "not connected to " + address() : lostBecause);
    }
    int partition = (int) (turn.getAndIncrement() % partitions);
    try {
      current.send(
          new ProducerRecord<>(topic, partition, null, Json.write(order)),
          (metadata, failure) -> {
            if (failure == null) {
              heardAt = System.nanoTime();
              confirmation.placed();
            } else {
              confirmation.failed(failure(current, order, failure));
            }
          });
    } catch (KafkaException | IllegalStateException e) {
      throw failure(current, order, e);
    }
  }

  @Override
  public String address() {
    return settings.bootstrapServers();
  }

  @Override
  public synchronized void close() {
    closed = true;
    KafkaProducer<byte[], byte[]> current = producer;
    if (current != null) {
      current.close(Duration.ZERO);
    }
  }

  private IOException failure(KafkaProducer<byte[], byte[]> from, Order order, Exception failure) {
    if (failure instanceof RecordTooLargeException) {
      return new RefusedException("order " + order.id() + ": " + shown(failure), failure);
    }
    String message = "the broker at " + address() + " takes no orders: " + shown(failure);
    lostBecause = message;
    if (!(failure instanceof RetriableException)) {
      renew(from);
    }
    return new IOException(message, failure);
  }

  /** After some failures a client is good for nothing any more. */
  private synchronized void renew(KafkaProducer<byte[], byte[]> broken) {
    if (producer == broken) {
      producer = null;
      // Not on this thread, which may be the client's own.
      Thread.ofVirtual().start(() -> broken.close(Duration.ZERO));
    }
  }

  private Map<String, Object> adminSettings() {
    Map<String, Object> values = new HashMap<>(settings.values());
    values.keySet().retainAll(AdminClientConfig.configNames());
    values.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    values.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    return values;
  }

  private String shown(Throwable failure) {
    return settings.withoutSecrets(reason(failure));
  }

  /** Whether the broker, or the client, says no in a way that doesn't pass. */
  private static boolean isRefusal(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ApiException) {
        return !(each instanceof RetriableException);
      }
    }
    return failure instanceof KafkaException;
  }

  /** The root of it, in one line. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof TimeoutException) {
      return "no answer";
    }
    String name = root.getClass().getSimpleName();
    return root.getMessage() == null
        ? name
        : name + ": " + root.getMessage().lines().findFirst().orElse("");
  }
}
