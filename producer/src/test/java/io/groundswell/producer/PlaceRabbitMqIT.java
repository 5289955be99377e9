package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceRabbitMqIT extends PlaceContract {

  PlaceRabbitMqIT() {
    super(BrokerKind.RABBITMQ);
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
      assertThat(all())
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
      assertThat(all()).hasSize(producer.summary().path("placed").asInt());
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
    try (ProducerProcess producer =
        ProducerProcess.start(folder, Map.of("AMQP_ADDR", wrong.toString()), "--count", "1")) {
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

  @Override
  Collection<List<Order>> drain(String queue) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(broker.address());
    List<Order> orders = new ArrayList<>();
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      GetResponse message = channel.basicGet(queue, true);
      while (message != null) {
        orders.add(Json.readOrder(message.getBody()));
        message = channel.basicGet(queue, true);
      }
    }
    return List.of(orders);
  }
}
