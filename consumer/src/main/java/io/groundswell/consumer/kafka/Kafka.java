package io.groundswell.consumer.kafka;

import io.groundswell.consumer.Broker;
import io.groundswell.consumer.Delivery;
import io.groundswell.consumer.Outages;
import io.quarkus.runtime.Quarkus;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** The broker of the connector {@code smallrye-kafka}. */
@ApplicationScoped
@Identifier(Kafka.NAME)
public class Kafka implements Broker, ClientCustomizer<Map<String, Object>> {

  static final String NAME = "kafka";

  private static final Logger LOG = Logger.getLogger(Kafka.class);
  private static final Duration CHECK = Duration.ofSeconds(1);
  private static final Duration COMMIT_AGAIN = Duration.ofMillis(100);

  /** A member that has died is missed after so long. Kafka's default leaves its orders for 45 s. */
  private static final int SESSION_MILLIS = 10_000;

  /**
   * A member hears of a rebalance with its heartbeat, and a cooperative one is two of them: with
   * Kafka's default of 3 s a new replica's partitions come that much later.
   */
  private static final int HEARTBEAT_MILLIS = 500;

  /** So many checks in a row without success are told: the client takes its time to start. */
  private static final int PATIENCE = 3;

  private final Servers servers;
  private final Map<String, Object> properties;
  private final Duration longestPoll;
  private final GroupProtocol groupProtocol;
  private final Partitions partitions = new Partitions();
  private final Intake intake;
  private final Uni<Outbox> outbox;
  private volatile AfterWork work;
  private volatile boolean connected;
  private volatile int silentFor;
  private volatile boolean leaving;

  /** Whether the broker says that it knows no groups of our protocol. */
  private volatile boolean foreign;

  private volatile int foreignFor;

  /**
   * @param properties of Kafka's clients: {@code kafka.x.y}
   * @param longestPoll after which the group takes a member for dead that hasn't polled, in ms
   */
  Kafka(
      Config config,
      @Identifier("default-kafka-broker") Map<String, Object> properties,
      @ConfigProperty(name = "consumer.prefetch") int prefetch,
      @ConfigProperty(name = "consumer.group-protocol") String groupProtocol,
      @ConfigProperty(name = "kafka.max.poll.interval.ms", defaultValue = "300000")
          int longestPoll) {
    String given = config.getConfigValue("kafka.bootstrap.servers").getRawValue();
    servers = new Servers(given == null ? Servers.LOCAL : given);
    this.properties = new HashMap<>(properties);
    this.properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers.toString());
    this.longestPoll = Duration.ofMillis(longestPoll);
    this.groupProtocol = GroupProtocol.of(groupProtocol);
    intake = new Intake(prefetch);
    outbox =
        Uni.createFrom()
            .item(() -> new Outbox(this.properties))
            .runSubscriptionOn(Outbox.THREADS)
            .memoize()
            .indefinitely();
  }

  @Override
  public void start() {
    servers.resolve();
    Outages.OF_BROKER.at(servers.toString());
    // Neither holds up the start, nor, with a broker that is away, the end.
    Thread.ofVirtual().name("kafka-topics").start(this::makeTopics);
    outbox.subscribe().with(Outbox::warmUp, e -> Outages.OF_BROKER.report(Outages.text(e)));
    Multi.createFrom()
        .ticks()
        .startingAfter(CHECK)
        .every(CHECK)
        .onOverflow()
        .drop()
        .subscribe()
        .with(ignored -> check());
  }

  /** The protocol with which partitions are shared out decides which further settings there are. */
  @Override
  public Map<String, Object> customize(String channel, Config config, Map<String, Object> options) {
    if (groupProtocol == GroupProtocol.CLASSIC) {
      options.putIfAbsent(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
      options.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
      options.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
    }
    return options;
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Delivery> deliveries(Message<?> batch) {
    Instant now = Instant.now();
    IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata =
        batch.getMetadata(IncomingKafkaRecordBatchMetadata.class).orElseThrow();
    int generation = metadata.getConsumerGroupGenerationId();
    List<Delivery> taken = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> received : metadata.getRecords()) {
      Partition partition =
          partitions.get(new TopicPartition(received.topic(), received.partition()));
      if (partition != null && partition.take(received.offset(), generation)) {
        taken.add(new KafkaDelivery(this, partition, received, now));
      }
    }
    if (intake.taken(taken.size())) {
      work.applyIntake();
    }
    return taken;
  }

  @Override
  public boolean connected() {
    AfterWork consuming = work;
    return consuming != null && consuming.joined() && consuming.connections() > 0;
  }

  @Override
  public Uni<Void> stopTaking() {
    Outages.OF_BROKER.leaving();
    leaving = true;
    return Uni.createFrom().voidItem();
  }

  /**
   * {@inheritDoc}
   *
   * <p>A classic group takes no commit while others come and go, as they do in a scale-in: it is
   * tried until the group is settled or the partitions are lost.
   */
  @Override
  public Uni<Void> settled() {
    return Uni.createFrom()
        .deferred(work::commit)
        .repeat()
        .withDelay(COMMIT_AGAIN)
        .until(committed -> committed)
        .onItem()
        .ignoreAsUni();
  }

  /** What the connector is to commit by. */
  AfterWork consumes(KafkaConsumer<?, ?> client) {
    // Some of the time is the poll's own.
    work = new AfterWork(client, partitions, intake, longestPoll.multipliedBy(8).dividedBy(10));
    return work;
  }

  Uni<Outbox> outbox() {
    return outbox;
  }

  /** Whether this replica is on its way out. */
  boolean leaving() {
    return leaving;
  }

  /** An order is done. */
  void progress() {
    work.progress();
  }

  /** A record has gone. */
  void ended() {
    if (intake.ended()) {
      work.applyIntake();
    }
  }

  @PreDestroy
  void close() {
    outbox.await().indefinitely().close();
  }

  private void makeTopics() {
    try (Admin admin = Admin.create(properties)) {
      while (!leaving && !Topics.make(admin)) {
        LOG.debug("Topics couldn't be made: no broker answers");
      }
      foreign = !groupProtocol.isKnownTo(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.debugf("Topics are taken as they are: %s", e);
    }
  }

  /** Tells of the broker's comings and goings: its client doesn't. */
  private void check() {
    if (work == null) {
      return;
    }
    work.check();
    work.progress();
    boolean now = connected();
    if (now && !connected) {
      Outages.OF_BROKER.over();
    } else if (connected && !now) {
      Outages.OF_BROKER.lost("no broker answers");
    }
    silentFor = work.connections() == 0 ? silentFor + 1 : 0;
    if (silentFor >= PATIENCE) {
      Outages.OF_BROKER.report("no broker answers");
    }
    connected = now;
    foreignFor = foreign && !work.joined() ? foreignFor + 1 : 0;
    if (foreignFor >= PATIENCE && !leaving) {
      leave();
    }
  }

  /** The client wouldn't try again. */
  private void leave() {
    leaving = true;
    LOG.errorf(
        "The broker at %s knows no groups of the protocol 'consumer' (KIP-848, Kafka 4.0):"
            + " set CONSUMER_GROUP_PROTOCOL=classic",
        servers);
    Quarkus.asyncExit(1);
  }
}
