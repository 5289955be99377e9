package io.groundswell.consumer.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The commit strategy {@value #NAME}: an offset is committed as soon as the work on it, and on all
 * before it, is done; a partition is let go of when nothing of it is in hand.
 *
 * <p>One commit is on its way at a time; what is done meanwhile goes with the next, so that their
 * number stays small however many orders there are.
 */
final class AfterWork implements KafkaCommitHandler {

  /** As configuration names it. */
  static final String NAME = "after-work";

  private static final Logger LOG = Logger.getLogger(AfterWork.class);

  private final KafkaConsumer<?, ?> client;
  private final Partitions partitions;
  private final Intake intake;
  private final Duration patience;
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private boolean onTheWay;
  private volatile boolean joined;

  /**
   * @param client the connector's
   * @param patience how long a rebalance may wait for work in hand
   */
  AfterWork(KafkaConsumer<?, ?> client, Partitions partitions, Intake intake, Duration patience) {
    this.client = client;
    this.partitions = partitions;
    this.intake = intake;
    this.patience = patience;
  }

  /** Whether the group has taken this replica in. */
  boolean joined() {
    return joined;
  }

  /** Looks whether it has: a member without partitions is told of none. */
  void check() {
    client
        .runOnPollingThread(
            consumer -> {
              joined = generation() > 0;
            })
        .subscribe()
        .with(ignored -> {}, e -> LOG.debugf("Not joined: %s", e));
  }

  /** Has the client fetch or not, as there is room. */
  void applyIntake() {
    client
        .runOnPollingThread(
            consumer -> {
              intake.apply(consumer);
            })
        .subscribe()
        .with(ignored -> {}, e -> {});
  }

  /** How many connections to brokers there are. */
  int connections() {
    Consumer<?, ?> consumer = client.unwrap();
    return consumer == null
        ? 0
        : consumer.metrics().entrySet().stream()
            .filter(metric -> metric.getKey().name().equals("connection-count"))
            .mapToInt(metric -> ((Number) metric.getValue().metricValue()).intValue())
            .sum();
  }

  /** Has what is done committed, soon. */
  void progress() {
    synchronized (this) {
      if (onTheWay || partitions.toCommit().isEmpty()) {
        return;
      }
      onTheWay = true;
    }
    commit().subscribe().with(this::ended, e -> ended(false));
  }

  /** Commits what is done; ends with whether the broker knows of it. */
  Uni<Boolean> commit() {
    return client.runOnPollingThread(
        consumer -> {
          return commit(consumer, partitions.toCommit());
        });
  }

  @Override
  public void partitionsAssigned(Collection<TopicPartition> assigned) {
    partitions.assign(assigned, generation());
    joined = true;
    intake.apply(client.unwrap());
  }

  /** In the polling thread, while the group waits; partitions that are lost come here as well. */
  @Override
  public void partitionsRevoked(Collection<TopicPartition> revoked) {
    boolean stillOurs = generation() > 0;
    if (stillOurs) {
      await(revoked);
      commit(client.unwrap(), partitions.toCommit(revoked));
    }
    partitions.lose(revoked);
  }

  /** Makes one for the connector. */
  @ApplicationScoped
  @Identifier(NAME)
  static class Factory implements KafkaCommitHandler.Factory {

    private final Kafka kafka;

    Factory(@Identifier(Kafka.NAME) Kafka kafka) {
      this.kafka = kafka;
    }

    @Override
    public KafkaCommitHandler create(
        KafkaConnectorIncomingConfiguration config,
        Vertx vertx,
        KafkaConsumer<?, ?> client,
        BiConsumer<Throwable, Boolean> reportFailure) {
      return kafka.consumes(client);
    }
  }

  /** Work in hand has had its time. */
  @Override
  public void terminate(boolean graceful) {
    closing.complete(null);
  }

  /** Orders are acknowledged at their partition. */
  @Override
  public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
    return Uni.createFrom().voidItem();
  }

  private void await(Collection<TopicPartition> revoked) {
    try {
      CompletableFuture.anyOf(partitions.leave(revoked), closing)
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warnf(
          "The group takes partitions with work in hand that took longer than %s:"
              + " those orders will be done again",
          patience);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (offsets.isEmpty()) {
      return true;
    }
    try {
      consumer.commitSync(offsets);
      partitions.committed(offsets);
      return true;
    } catch (KafkaException e) {
      LOG.debugf("Not committed, to be tried again: %s", e);
      return false;
    }
  }

  private void ended(boolean committed) {
    synchronized (this) {
      onTheWay = false;
    }
    if (committed) {
      progress();
    }
  }

  /** Of the group; not above 0 when it has cast this replica out. */
  private int generation() {
    return client.unwrap().groupMetadata().generationId();
  }
}
