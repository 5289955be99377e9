package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import io.groundswell.messages.Order;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What holds of placing orders, whichever broker there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlaceContract {

  static final int PLACED = 0;
  static final int NOT_ALL_PLACED = 1;
  static final int WRONG = 2;
  static final Duration LONG = Duration.ofSeconds(60);

  Path folder;
  BrokerProcess broker;

  private final BrokerKind kind;
  private Map<String, String> environment;

  PlaceContract(BrokerKind kind) {
    this.kind = kind;
  }

  /** Takes all that waits on a queue or topic; where the broker keeps queues apart, one each. */
  abstract Collection<List<Order>> drain(String queue) throws Exception;

  @BeforeAll
  void startBroker(@TempDir Path folder) {
    this.folder = folder;
    broker = new BrokerProcess(EmbeddedSettings.in(folder.resolve("broker"), kind));
    broker.start();
  }

  @AfterAll
  void stopBroker() {
    broker.stop();
  }

  @BeforeEach
  void empty() {
    broker.start();
    broker.create("orders");
    broker.purge("orders");
    environment = broker.clientEnvironment("orders");
  }

  @Test
  void placesABurst() throws Exception {
    try (ProducerProcess producer =
        producer("--run", "burst", "--count", "200", "--concurrency", "20", "--output", "json")) {
      // When
      int status = producer.status();

      // Then
      assertThat(status).as(producer::errors).isEqualTo(PLACED);
      assertThat(producer.summary().path("placed").asLong()).isEqualTo(200);
      assertThat(producer.summary().path("failed").asLong()).isZero();
      assertThat(sequences(all())).containsExactlyElementsOf(upTo(200));
    }
  }

  @Test
  void placesAllThoughTheBrokerIsKilled() throws Exception {
    try (ProducerProcess producer =
        producer("--rate", "300/s", "--count", "1000", "--output", "json")) {
      // Given
      await().atMost(LONG).until(() -> broker.count("orders").ready() > 100);

      // When
      broker.kill();
      broker.start();

      // Then
      assertThat(producer.status()).as(producer::errors).isEqualTo(PLACED);
      assertThat(producer.summary().path("placed").asLong()).isEqualTo(1000);
      assertThat(sequences(all()).stream().distinct()).containsExactlyElementsOf(upTo(1000));
    }
  }

  @Test
  void makesTheQueuesThatItNeeds() throws Exception {
    // Given
    Map<String, String> letters = new HashMap<>(environment);
    letters.computeIfPresent(
        "SQS_QUEUE_URL", (name, url) -> url.substring(0, url.lastIndexOf('/')) + "/letters");
    try (ProducerProcess producer =
        ProducerProcess.start(folder, letters, "--count", "1", "--queue", "letters")) {
      // When
      int status = producer.status();

      // Then
      assertThat(status).as(producer::errors).isEqualTo(PLACED);
      assertThat(broker.count("letters").ready()).isEqualTo(1);
      assertThat(broker.count(kind.deadLetters("letters")).ready()).isZero();
      assertThat(broker.count(kind.receipts("letters")).ready()).isZero();
    }
  }

  @Test
  void givesUpWithoutABroker() throws Exception {
    // Given
    broker.kill();
    try (ProducerProcess producer =
        producer("--count", "3", "--patience", "100ms", "--output", "json")) {
      // When
      int status = producer.status();

      // Then
      assertThat(status).isEqualTo(NOT_ALL_PLACED);
      assertThat(producer.errors()).contains("gave up after 0.1 s: no connection to the broker");
      assertThat(producer.summary().path("failed").asInt()).isEqualTo(3);
    }
  }

  ProducerProcess producer(String... arguments) throws Exception {
    return ProducerProcess.start(folder, environment, arguments);
  }

  List<Order> all() throws Exception {
    return drain("orders").stream().flatMap(List::stream).toList();
  }

  static List<Long> sequences(List<Order> orders) {
    return orders.stream().map(Order::sequence).sorted().toList();
  }

  static List<Long> upTo(long count) {
    return LongStream.range(0, count).boxed().toList();
  }
}
