package io.groundswell.triggers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Reads the lag of a consumer group with Kafka's own client, whose connection is kept and mends
 * itself. Answers within {@value #ANSWER_SECONDS} s or fails.
 */
final class KafkaTrigger implements Trigger {

  private static final int ANSWER_SECONDS = 5;

  private final KafkaSettings settings;
  private final Map<String, Object> properties;

  /** What was committed at the previous query, for lag that persists. */
  private final Map<TopicPartition, Long> previous = new HashMap<>();

  private Admin admin;

  /**
   * @param properties of the client, besides the bootstrap servers; some may be secret
   */
  KafkaTrigger(KafkaSettings settings, Map<String, String> properties) {
    this.settings = settings;
    this.properties = new HashMap<>();
    this.properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "groundswell-trigger");
    this.properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
    this.properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
    this.properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    this.properties.putAll(properties);
    this.properties.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", settings.bootstrapServers()));
  }

  @Override
  public String metricName() {
    return settings.metricName();
  }

  @Override
  public double target() {
    return settings.target();
  }

  @Override
  public double activation() {
    return settings.activation();
  }

  @Override
  public Measurement measure() throws TriggerException {
    if (admin == null) {
      try {
        admin = Admin.create(properties);
      } catch (KafkaException e) {
        throw failed("error creating kafka client", e);
      }
    }
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, OffsetAndMetadata> committed = committed(partitions);
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, ListOffsetsResultInfo> starts =
        settings.earliest() ? offsets(partitions, OffsetSpec.earliest()) : Map.of();
    List<Long> lags = new ArrayList<>();
    long withPersistent = 0;
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata done = committed.get(partition);
      long offset = done == null ? KafkaLag.NONE : done.offset();
      KafkaLag.Lag lag =
          KafkaLag.ofPartition(
              settings,
              new KafkaLag.Offsets(
                  offset,
                  previously(partition),
                  offset(starts.get(partition)),
                  offset(ends.get(partition))));
      previous.put(partition, offset);
      lags.add(lag.counted());
      withPersistent += lag.withPersistent();
    }
    return Measurement.of(
        KafkaLag.total(settings, lags), withPersistent > settings.activationLagThreshold());
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }

  private OptionalLong previously(TopicPartition partition) {
    Long offset = previous.get(partition);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  private static OptionalLong offset(ListOffsetsResultInfo info) {
    return info == null ? OptionalLong.empty() : OptionalLong.of(info.offset());
  }

  /** Those of the topic that count; without a topic, those of all that the group committed in. */
  private List<TopicPartition> partitions() throws TriggerException {
    Collection<String> topics = settings.topics();
    if (topics.isEmpty()) {
      topics =
          committed(null).keySet().stream().map(TopicPartition::topic).distinct().sorted().toList();
    }
    Map<String, TopicDescription> described =
        get("error describing topics", admin.describeTopics(topics).allTopicNames());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      List<TopicPartition> active =
          described.get(topic).partitions().stream()
              .filter(info -> counts(info.partition()))
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (active.isEmpty()) {
        throw new TriggerException(
            "expected at least one active partition within the topic '" + topic + "'");
      }
      partitions.addAll(active);
    }
    return partitions;
  }

  private boolean counts(int partition) {
    return settings.partitions().map(only -> only.contains(partition)).orElse(true);
  }

  /**
   * @param partitions null for all that the group committed
   */
  private Map<TopicPartition, OffsetAndMetadata> committed(List<TopicPartition> partitions)
      throws TriggerException {
    KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> answer =
        admin
            .listConsumerGroupOffsets(
                Map.of(
                    settings.group(),
                    new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
            .partitionsToOffsetAndMetadata();
    try {
      return get("error listing consumer group offsets", answer);
    } catch (TriggerException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      List<TopicPartition> partitions, OffsetSpec spec) throws TriggerException {
    return get(
        "error getting offsets",
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> spec)))
            .all());
  }

  private <T> T get(String what, KafkaFuture<T> answer) throws TriggerException {
    try {
      return answer.get(2L * ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failed(what, e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw failed(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(what, e);
    }
  }

  private TriggerException failed(String what, Throwable cause) {
    return new TriggerException(
        "%s: %s (%s)".formatted(what, reason(cause), String.join(",", settings.bootstrapServers())),
        cause);
  }

  /** Kafka's client wraps what is wrong with a setting; what it says has no secrets. */
  private String reason(Throwable cause) {
    return switch (cause) {
      case org.apache.kafka.common.errors.UnknownTopicOrPartitionException _ ->
          "topic "
              + String.join(", ", settings.topics())
              + " does not exist on this broker: create it";
      case org.apache.kafka.common.errors.TimeoutException _,
          java.util.concurrent.TimeoutException _ ->
          "the broker can't be reached";
      case org.apache.kafka.common.errors.AuthenticationException e ->
          "the broker refused the credentials: " + firstLine(e);
      default -> {
        Throwable root = cause;
        while (root.getCause() != null) {
          root = root.getCause();
        }
        yield firstLine(root);
      }
    };
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
