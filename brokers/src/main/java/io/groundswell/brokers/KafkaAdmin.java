package io.groundswell.brokers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topic administration. Keeps its connection, which mends itself, until it is closed. */
final class KafkaAdmin implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int REQUEST_MILLIS = 10_000;
  private static final long POLL_MILLIS = 20;

  /** Counting is asked for all the time, also while a broker is away. */
  private static final int COUNT_MILLIS = 5_000;

  private final String bootstrapServers;
  private final Map<String, String> properties;
  private Admin client;

  KafkaAdmin(String bootstrapServers, Map<String, String> properties) {
    this.bootstrapServers = bootstrapServers;
    this.properties = Map.copyOf(properties);
  }

  /** Asks for the brokers. */
  void check() {
    use(admin -> get(admin.describeCluster().nodes()));
  }

  /**
   * Makes a topic unless there is one, of as many replicas as the brokers' default says. Returns
   * when the broker knows it, which is a moment after the controller does.
   */
  void create(String topic, int partitions) {
    try {
      use(
          admin ->
              get(
                  admin
                      .createTopics(
                          List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                      .all()));
    } catch (BrokerException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    use(
        topic,
        admin -> {
          awaitLeaders(admin, topic);
          return null;
        });
  }

  void delete(String topic) {
    try {
      use(admin -> get(admin.deleteTopics(List.of(topic)).all()));
    } catch (BrokerException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
  }

  /** Deletes the records of a topic; its offsets go on. */
  void purge(String topic) {
    use(
        topic,
        admin -> {
          Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
          for (TopicPartition partition : partitions(admin, topic)) {
            all.put(partition, RecordsToDelete.beforeOffset(-1));
          }
          return get(admin.deleteRecords(all).all());
        });
  }

  int partitions(String topic) {
    return use(topic, admin -> partitions(admin, topic).size());
  }

  /** Records of a topic that a group has not committed. */
  long lag(String topic, String group) {
    return use(
        topic,
        admin -> {
          List<TopicPartition> partitions = partitions(admin, topic);
          Map<TopicPartition, Long> starts = offsets(admin, partitions, OffsetSpec.earliest());
          Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
          Map<TopicPartition, OffsetAndMetadata> committed = committed(admin, partitions, group);
          return partitions.stream()
              .mapToLong(
                  partition -> {
                    OffsetAndMetadata done = committed.get(partition);
                    long from = Math.max(starts.get(partition), done == null ? 0 : done.offset());
                    return Math.max(0, ends.get(partition) - from);
                  })
              .sum();
        });
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close(Duration.ZERO);
      client = null;
    }
  }

  private static void awaitLeaders(Admin admin, String topic) {
    long end = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000L;
    while (true) {
      try {
        if (describe(admin, topic).stream()
            .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty())) {
          return;
        }
      } catch (Failed e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
      if (System.nanoTime() > end) {
        throw new TimeoutException("topic " + topic + " has no leaders yet");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted while waiting for Kafka", e);
    }
  }

  private static List<TopicPartitionInfo> describe(Admin admin, String topic) {
    return get(admin
            .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(COUNT_MILLIS))
            .allTopicNames())
        .get(topic)
        .partitions();
  }

  private static List<TopicPartition> partitions(Admin admin, String topic) {
    return describe(admin, topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> all =
        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    get(admin.listOffsets(all, new ListOffsetsOptions().timeoutMs(COUNT_MILLIS)).all())
        .forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(
      Admin admin, List<TopicPartition> partitions, String group) {
    try {
      return get(
          admin
              .listConsumerGroupOffsets(
                  Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
                  new ListConsumerGroupOffsetsOptions().timeoutMs(COUNT_MILLIS))
              .partitionsToOffsetAndMetadata());
    } catch (Failed e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }

  private <T> T use(Function<Admin, T> use) {
    return use("", use);
  }

  private <T> T use(String topic, Function<Admin, T> use) {
    try {
      return use.apply(client());
    } catch (Failed e) {
      throw failed(topic, e.getCause());
    } catch (KafkaException e) {
      throw failed(topic, e);
    }
  }

  private BrokerException failed(String topic, Throwable cause) {
    String there = "the broker at kafka://" + bootstrapServers;
    String message =
        switch (cause) {
          case UnknownTopicOrPartitionException _ ->
              "topic \"" + topic + "\" doesn't exist at kafka://" + bootstrapServers;
          case AuthenticationException e ->
              there + " refused the user name or the password: " + firstLine(e);
          case TimeoutException e -> there + " can't be reached: " + firstLine(e);
          case RetriableException e -> there + " isn't ready: " + firstLine(e);
          default -> there + " can't be used: " + reason(cause);
        };
    return new BrokerException(message, cause);
  }

  /** Kafka's client wraps what is wrong with a setting or an address. */
  private static String reason(Throwable cause) {
    Throwable last = cause;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return firstLine(last);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  private synchronized Admin client() {
    if (client == null) {
      Map<String, Object> all = new HashMap<>();
      all.put(AdminClientConfig.CLIENT_ID_CONFIG, "groundswell-brokers");
      all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
      all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
      all.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
      all.putAll(properties);
      all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
      client = Admin.create(all);
    }
    return client;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new Failed(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted while asking Kafka", e);
    }
  }

  /** Carries a failure out of a lambda. */
  private static final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Failed(Throwable cause) {
      super(cause);
    }
  }
}
