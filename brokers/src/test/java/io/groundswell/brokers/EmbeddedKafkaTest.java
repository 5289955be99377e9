package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.groundswell.triggers.Measurement;
import io.groundswell.triggers.Trigger;
import io.groundswell.triggers.TriggerException;
import io.groundswell.triggers.TriggerSpec;
import io.groundswell.triggers.Triggers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedKafkaTest extends BrokerContract {

  @TempDir static Path folder;
  private static EmbeddedKafka broker;

  @BeforeAll
  static void start() {
    broker = new EmbeddedKafka(EmbeddedSettings.in(folder, BrokerKind.KAFKA));
    broker.start();
  }

  @AfterAll
  static void stop() {
    broker.stop();
  }

  @Override
  Broker broker() {
    return broker;
  }

  @Override
  void send(String to, List<String> bodies) throws Exception {
    KafkaClients.send(broker, to, bodies);
  }

  @Test
  void clientsAreToldTheBootstrapServers() {
    // Given
    String servers = broker.address().getAuthority();

    // When
    Map<String, String> environment = broker.clientEnvironment(queue);

    // Then
    assertThat(environment).containsEntry("KAFKA_BOOTSTRAP_SERVERS", servers);
  }

  @Test
  void tenReplicasCanShareAQueue() throws Exception {
    // Given
    broker.createPlain(queue + ".plain");

    // When
    Map<String, TopicDescription> topics;
    try (Admin admin = KafkaClients.admin(broker)) {
      topics =
          admin.describeTopics(List.of(queue, deadLetters, queue + ".plain")).allTopicNames().get();
    }

    // Then
    assertThat(topics.get(queue).partitions()).hasSize(10);
    assertThat(topics.get(deadLetters).partitions()).hasSize(1);
    assertThat(topics.get(queue + ".plain").partitions()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void committedRecordsCountNoMore(String protocol) throws Exception {
    // Given
    send(queue, Collections.nCopies(20, "order"));

    // When
    try (KafkaConsumer<byte[], byte[]> consumer = KafkaClients.consumer(broker, protocol)) {
      consumer.subscribe(List.of(queue));
      int[] seen = {0};
      await()
          .atMost(LONG)
          .until(() -> (seen[0] += consumer.poll(Duration.ofMillis(200)).count()) == 20);
      assertThat(broker.count(queue).total()).isEqualTo(20);
      consumer.commitSync();
    }

    // Then
    assertThat(broker.count(queue).total()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"earliest, 20", "latest, 10"})
  void kedasTriggerCountsTheLagOfANewGroup(String reset, double lag) throws Exception {
    // Given
    send(queue, Collections.nCopies(20, "order"));

    // When
    try (Trigger trigger = trigger(queue, Map.of("offsetResetPolicy", reset))) {

      // Then
      assertThat(trigger.measure()).isEqualTo(new Measurement(lag, true));
    }
  }

  @Test
  void kedasTriggerCountsWhatIsNotCommitted() throws Exception {
    // Given
    send(queue, Collections.nCopies(20, "order"));
    try (Admin admin = KafkaClients.admin(broker)) {
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      for (int i = 0; i < 10; i++) {
        TopicPartition partition = new TopicPartition(queue, i);
        ends.put(
            partition,
            new OffsetAndMetadata(
                admin
                    .listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset()));
      }
      admin.alterConsumerGroupOffsets(ExternalKafka.GROUP, ends).all().get();
    }
    send(queue, Collections.nCopies(7, "order"));

    // When
    try (Trigger trigger = trigger(queue, Map.of())) {

      // Then
      assertThat(trigger.measure()).isEqualTo(new Measurement(7, true));
    }
  }

  @Test
  void kedasTriggerFailsOnUnknownTopicsAndMendsWhenThereIsOne() throws Exception {
    // Given
    String later = queue + ".later";
    try (Trigger trigger = trigger(later, Map.of("offsetResetPolicy", "earliest"))) {
      assertThatThrownBy(trigger::measure)
          .isInstanceOf(TriggerException.class)
          .hasMessage(
              "error describing topics: topic %s does not exist on this broker: create it (%s)",
              later, broker.address().getAuthority());

      // When
      broker.createPlain(later);

      // Then
      assertThat(trigger.measure()).isEqualTo(new Measurement(0, false));
    } finally {
      broker.delete(later);
    }
  }

  @Test
  void topicsAreNotMadeByUsingThem() throws Exception {
    // Given
    String unknown = queue + ".unknown";
    try (KafkaConsumer<byte[], byte[]> consumer = KafkaClients.consumer(broker, "classic")) {
      consumer.subscribe(List.of(unknown));

      // When
      consumer.poll(Duration.ofSeconds(1));
    }

    // Then
    try (Admin admin = KafkaClients.admin(broker)) {
      assertThat(admin.listTopics().names().get()).doesNotContain(unknown);
    }
  }

  @Test
  void recordsSurviveAStop(@TempDir Path other) throws Exception {
    // Given
    Broker stopped = new EmbeddedKafka(EmbeddedSettings.in(other, BrokerKind.KAFKA));
    stopped.start();
    stopped.create("orders");
    KafkaClients.send(stopped, "orders", List.of("a", "b"));

    // When
    stopped.stop();
    stopped.start();

    // Then
    try {
      assertThat(stopped.count("orders").total()).isEqualTo(2);
    } finally {
      stopped.stop();
    }
  }

  @Test
  void takenPortsAreNamed(@TempDir Path other) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      // Given
      int port = taken.getLocalPort();
      Broker unlucky =
          new EmbeddedKafka(EmbeddedSettings.in(other, BrokerKind.KAFKA).withPorts(port, 0));

      // When
      var thrown = assertThatThrownBy(unlucky::start);

      // Then
      thrown
          .isInstanceOf(BrokerException.class)
          .hasMessageStartingWith("Kafka port " + port + " is taken on 127.0.0.1: ");
    }
  }

  @Test
  void foldersServeOneBrokerAtATime() {
    // Given
    Broker second = new EmbeddedKafka(EmbeddedSettings.in(folder, BrokerKind.KAFKA));

    // When
    var thrown = assertThatThrownBy(second::start);

    // Then
    thrown.isInstanceOf(BrokerException.class).hasMessageContaining("is in use by another broker");
  }

  @Test
  void nothingListensBeyondLoopback() throws Exception {
    // Given
    Set<String> hosts = new HashSet<>();

    // When
    try (Admin admin = KafkaClients.admin(broker)) {
      admin.describeCluster().nodes().get().forEach(node -> hosts.add(node.host()));
    }

    // Then
    assertThat(hosts).containsExactly("127.0.0.1");
  }

  private static Trigger trigger(String topic, Map<String, String> more) throws Exception {
    Map<String, String> metadata =
        new HashMap<>(
            Map.of(
                "bootstrapServersFromEnv",
                "KAFKA_BOOTSTRAP_SERVERS",
                "consumerGroup",
                ExternalKafka.GROUP,
                "topic",
                topic));
    metadata.putAll(more);
    return Triggers.open(
        new TriggerSpec(0, "kafka", metadata, Map.of(), broker.clientEnvironment(topic)));
  }
}
