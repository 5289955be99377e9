package io.groundswell.brokers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static BrokerProcess broker;

  @BeforeAll
  static void settle() {
    broker = new BrokerProcess(EmbeddedSettings.in(folder));
  }

  /** Tests may have killed it. */
  @BeforeEach
  void start() {
    broker.start();
    broker.delete("orders");
    broker.delete("orders.dlq");
  }

  @AfterAll
  static void stop() {
    broker.stop();
  }

  @Test
  void confirmedMessagesSurviveAKill() throws Exception {
    // Given
    broker.create("orders");
    Connection connection = RabbitMqContract.factory(broker.address()).newConnection();
    Channel channel = connection.createChannel();
    publish(channel, 500);
    for (int i = 0; i < 100; i++) {
      channel.basicGet("orders", true);
    }
    for (int i = 0; i < 50; i++) {
      channel.basicGet("orders", false);
    }
    channel.basicReject(channel.basicGet("orders", false).getEnvelope().getDeliveryTag(), false);
    await().atMost(LONG).until(() -> broker.count("orders.dlq").ready() == 1);

    // When
    broker.kill();
    connection.abort();
    broker.start();

    // Then
    assertThat(broker.count("orders")).isEqualTo(new QueueCounts(399, OptionalLong.of(0)));
    assertThat(broker.count("orders.dlq").ready()).isEqualTo(1);
  }

  @Test
  void queuesAreManagedFromOutside() throws Exception {
    // Given
    broker.create("orders");
    try (Connection connection = RabbitMqContract.factory(broker.address()).newConnection();
        Channel channel = connection.createChannel()) {
      publish(channel, 3);
    }

    // When
    broker.purge("orders");

    // Then
    assertThat(broker.count("orders")).isEqualTo(new QueueCounts(0, OptionalLong.of(0)));
  }

  @Test
  void killsLeaveTheBrokerItsAddressAndDeadLetters() throws Exception {
    // Given
    broker.create("orders");
    URI before = broker.address();

    // When
    broker.kill();
    broker.start();

    // Then
    assertThat(broker.address()).isEqualTo(before);
    try (Connection connection = RabbitMqContract.factory(broker.address()).newConnection();
        Channel channel = connection.createChannel()) {
      publish(channel, 1);
      channel.basicReject(channel.basicGet("orders", false).getEnvelope().getDeliveryTag(), false);
      await().atMost(LONG).until(() -> broker.count("orders.dlq").ready() == 1);
    }
  }

  @Test
  void killedBrokersAreNamedInOneLine() {
    // Given
    String address = broker.redacted();
    broker.kill();

    // When
    var thrown = assertThatThrownBy(() -> broker.purge("orders"));

    // Then
    thrown
        .isInstanceOf(BrokerException.class)
        .hasMessageStartingWith("the broker at " + address + " can't be reached: ");
  }

  @Test
  void theProcessShowsNoSecretInItsArguments() {
    // Given
    String password = Addresses.credentials(broker.address()).orElseThrow().password();

    // When
    Optional<String> command = broker.process().orElseThrow().info().commandLine();

    // Then
    assertThat(command).isPresent();
    assertThat(command.orElseThrow()).doesNotContain(password);
  }

  @Test
  void theProcessEndsWithItsParentsEndOfTheLine() throws Exception {
    // Given
    ProcessHandle process = broker.process().orElseThrow();

    // When
    broker.closeInput();

    // Then
    await().atMost(LONG).until(() -> !process.isAlive());
  }

  @Test
  void takenPortsAreNamed(@TempDir Path other) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      // Given
      int port = taken.getLocalPort();
      Broker unlucky = new BrokerProcess(EmbeddedSettings.in(other).withPorts(0, port));

      // When
      var thrown = assertThatThrownBy(unlucky::start);

      // Then
      thrown
          .isInstanceOf(BrokerException.class)
          .hasMessageStartingWith("management port " + port + " is taken on 127.0.0.1: ");
    }
  }

  @Test
  void usedFoldersAreNamed() {
    // Given
    Broker second = new BrokerProcess(EmbeddedSettings.in(folder));

    // When
    var thrown = assertThatThrownBy(second::start);

    // Then
    thrown.isInstanceOf(BrokerException.class).hasMessageContaining("is in use by another broker");
  }

  private static void publish(Channel channel, int count) throws Exception {
    channel.confirmSelect();
    for (int i = 0; i < count; i++) {
      channel.basicPublish(
          "", "orders", MessageProperties.PERSISTENT_BASIC, ("order " + i).getBytes(UTF_8));
    }
    channel.waitForConfirmsOrDie(Duration.ofSeconds(30).toMillis());
  }
}
