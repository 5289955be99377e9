package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import io.groundswell.messages.Order;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceIT {

  private static final int PLACED = 0;
  private static final int NOT_ALL_PLACED = 1;
  private static final int WRONG = 2;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static BrokerProcess broker;

  @BeforeAll
  static void start() {
    broker = new BrokerProcess(EmbeddedSettings.in(folder.resolve("broker")));
    broker.start();
  }

  @AfterAll
  static void stop() {
    broker.stop();
  }

  @BeforeEach
  void empty() {
    broker.start();
    broker.create("orders");
    broker.purge("orders");
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
      assertThat(sequences(drain())).containsExactlyElementsOf(upTo(200));
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
      await().until(() -> producer.errors().contains("trying again"));
      broker.start();

      // Then
      assertThat(producer.status()).as(producer::errors).isEqualTo(PLACED);
      assertThat(producer.summary().path("placed").asLong()).isEqualTo(1000);
      assertThat(sequences(drain()).stream().distinct().sorted())
          .containsExactlyElementsOf(upTo(1000));
    }
  }

  @Test
  void placesATrace() throws Exception {
    // Given
    Path trace =
        Files.writeString(folder.resolve("trace.csv"), "minute,count\na,3\nb,0\nc,4\nd,9\n");
    try (ProducerProcess producer =
        producer(
            "--trace", trace.toString(), "--step", "100ms", "--rows", "3", "--output", "json")) {
      // When
      int status = producer.status();

      // Then
      assertThat(status).as(producer::errors).isEqualTo(PLACED);
      assertThat(producer.summary().path("placed").asLong()).isEqualTo(7);
    }
  }

  @Test
  void placesAFile() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("orders.csv"), "id,item\na1,tea\na2,milk\n");
    try (ProducerProcess producer = producer("--file", file.toString(), "--run", "night")) {
      // When
      int status = producer.status();

      // Then
      assertThat(status).as(producer::errors).isEqualTo(PLACED);
      assertThat(drain())
          .extracting(Order::id, Order::run, Order::payload)
          .containsExactly(
              tuple("a1", "night", "{\"item\":\"tea\"}"),
              tuple("a2", "night", "{\"item\":\"milk\"}"));
    }
  }

  @Test
  void endsOnSigtermWithWhatIsConfirmed() throws Exception {
    try (ProducerProcess producer = producer("--rate", "100/s", "--output", "json")) {
      // Given
      await().atMost(LONG).until(() -> broker.count("orders").ready() > 20);

      // When
      producer.terminate();

      // Then
      assertThat(producer.status()).as(producer::errors).isEqualTo(PLACED);
      assertThat(drain()).hasSize(producer.summary().path("placed").asInt());
    }
  }

  @Test
  void cutShortItSaysHowManyAreMissing() throws Exception {
    try (ProducerProcess producer =
        producer("--rate", "50/s", "--count", "100000", "--output", "json")) {
      // Given
      await().atMost(LONG).until(() -> broker.count("orders").ready() > 5);

      // When
      producer.terminate();

      // Then
      assertThat(producer.status()).as(producer::errors).isEqualTo(NOT_ALL_PLACED);
      assertThat(
              producer.summary().path("placed").asInt() + producer.summary().path("failed").asInt())
          .isEqualTo(100_000);
    }
  }

  @Test
  void makesTheQueuesThatItNeeds() throws Exception {
    // Given
    broker.delete("letters");
    try (ProducerProcess producer = producer("--count", "1", "--queue", "letters")) {
      // When
      int status = producer.status();

      // Then
      assertThat(status).as(producer::errors).isEqualTo(PLACED);
      assertThat(broker.count("letters").ready()).isEqualTo(1);
      assertThat(broker.count("letters.dlq").ready()).isZero();
      assertThat(broker.count("letters.receipts").ready()).isZero();
    }
  }

  @Test
  void makesAQueueAnewThatSomebodyDeletes() throws Exception {
    try (ProducerProcess producer = producer("--rate", "100/s")) {
      // Given
      await().atMost(LONG).until(() -> broker.count("orders").ready() > 10);

      // When
      broker.delete("orders");

      // Then
      await().atMost(LONG).ignoreExceptions().until(() -> broker.count("orders").ready() > 10);
      producer.terminate();
      assertThat(producer.status()).as(producer::errors).isEqualTo(PLACED);
    }
  }

  @Test
  void wrongPasswordsAreNamedAndNotShown() throws Exception {
    // Given
    URI address = broker.address();
    URI wrong = URI.create("amqp://nobody:hush-hush@127.0.0.1:" + address.getPort() + "/%2f");
    try (ProducerProcess producer = ProducerProcess.start(folder, wrong, "--count", "1")) {
      // When
      int status = producer.status();

      // Then
      assertThat(status).isEqualTo(WRONG);
      assertThat(producer.errors())
          .startsWith("no connection to the broker at 127.0.0.1:" + address.getPort() + ": ")
          .doesNotContain("hush-hush")
          .hasLineCount(1);
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

  private static ProducerProcess producer(String... arguments) throws Exception {
    return ProducerProcess.start(folder, broker.address(), arguments);
  }

  private static List<Order> drain() throws Exception {
    return QueueReader.drain(broker.address(), "orders");
  }

  private static List<Long> sequences(List<Order> orders) {
    return orders.stream().map(Order::sequence).toList();
  }

  private static List<Long> upTo(long count) {
    return LongStream.range(0, count).boxed().toList();
  }
}
