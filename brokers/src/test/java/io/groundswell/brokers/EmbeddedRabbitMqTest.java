package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRabbitMqTest extends RabbitMqContract {

  @TempDir static Path folder;
  private static EmbeddedRabbitMq broker;

  @BeforeAll
  static void start() {
    broker = new EmbeddedRabbitMq(EmbeddedSettings.in(folder.resolve("shared")));
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

  @Test
  void messagesAndDeadLettersSurviveAStop(@TempDir Path other) throws Exception {
    // Given
    Broker stopped = new EmbeddedRabbitMq(EmbeddedSettings.in(other));
    stopped.start();
    stopped.create("orders");
    try (Connection connection = factory(stopped.address()).newConnection();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.basicPublish("", "orders", MessageProperties.PERSISTENT_BASIC, new byte[10]);
      channel.waitForConfirmsOrDie(20_000);
    }

    // When
    stopped.stop();
    stopped.start();

    // Then
    try (Connection connection = factory(stopped.address()).newConnection();
        Channel channel = connection.createChannel()) {
      channel.basicReject(channel.basicGet("orders", false).getEnvelope().getDeliveryTag(), false);
      await()
          .atMost(java.time.Duration.ofSeconds(30))
          .until(() -> stopped.count("orders.dlq").ready() == 1);
    } finally {
      stopped.stop();
    }
  }

  @Test
  void takenPortsAreNamed(@TempDir Path other) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      // Given
      int port = taken.getLocalPort();
      Broker unlucky = new EmbeddedRabbitMq(EmbeddedSettings.in(other).withPorts(port, 0));

      // When
      var thrown = assertThatThrownBy(unlucky::start);

      // Then
      thrown
          .isInstanceOf(BrokerException.class)
          .hasMessageStartingWith("AMQP port " + port + " is taken on 127.0.0.1: ");
    }
  }

  @Test
  void foldersServeOneBrokerAtATime() {
    // Given
    Broker second = new EmbeddedRabbitMq(EmbeddedSettings.in(folder.resolve("shared")));

    // When
    var thrown = assertThatThrownBy(second::start);

    // Then
    thrown.isInstanceOf(BrokerException.class).hasMessageContaining("is in use by another broker");
  }

  @Test
  void damagedStoresAreNamedInOneLine(@TempDir Path damaged) throws Exception {
    // Given
    Broker sound = new EmbeddedRabbitMq(EmbeddedSettings.in(damaged));
    sound.start();
    sound.stop();
    try (Stream<Path> files = Files.walk(damaged)) {
      List<Path> store = files.filter(file -> file.toString().endsWith(".dat")).toList();
      assertThat(store).isNotEmpty();
      for (Path file : store) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }

    // When
    var thrown = assertThatThrownBy(sound::start);

    // Then
    thrown
        .isInstanceOf(BrokerException.class)
        .message()
        .contains(damaged.toString(), "damaged", "move the folder away")
        .doesNotContain("\n");
  }

  @Test
  void foldersThatCannotBeMadeAreNamed(@TempDir Path other) throws Exception {
    // Given
    Path file = Files.writeString(other.resolve("file"), "not a folder");
    Broker misplaced = new EmbeddedRabbitMq(EmbeddedSettings.in(file.resolve("data")));

    // When
    var thrown = assertThatThrownBy(misplaced::start);

    // Then
    thrown.isInstanceOf(BrokerException.class).hasMessageContaining(file.toString());
  }

  @Test
  void storesHoldNoPassword(@TempDir Path other) throws Exception {
    // Given
    EmbeddedSettings settings = EmbeddedSettings.in(other);
    Broker careful = new EmbeddedRabbitMq(settings);

    // When
    careful.start();
    careful.stop();

    // Then
    try (Stream<Path> files = Files.walk(other).filter(Files::isRegularFile)) {
      assertThat(files).noneMatch(file -> contains(file, settings.credentials().password()));
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
