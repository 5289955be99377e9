package io.groundswell.consumer;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.groundswell.brokers.Broker;
import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The test's own hands on the queues. */
final class TestQueues implements AutoCloseable {

  static final String ORDERS = "orders";
  static final String DEAD_LETTERS = "orders.dlq";
  static final String RECEIPTS = "orders.receipts";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Connection connection;
  private final Channel channel;
  private final List<String> done;

  private TestQueues(Connection connection, Channel channel, List<String> done) {
    this.connection = connection;
    this.channel = channel;
    this.done = done;
  }

  /** Empty queues of that broker. */
  static TestQueues empty(Broker broker) throws Exception {
    broker.create(ORDERS);
    broker.createPlain(RECEIPTS);
    TestQueues queues = open(broker, new ArrayList<>());
    queues.channel.queuePurge(ORDERS);
    queues.channel.queuePurge(DEAD_LETTERS);
    queues.channel.queuePurge(RECEIPTS);
    return queues;
  }

  private static TestQueues open(Broker broker, List<String> done) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(broker.address());
    Connection connection = factory.newConnection();
    Channel channel = connection.createChannel();
    channel.confirmSelect();
    return new TestQueues(connection, channel, done);
  }

  /** The same, over a new connection: receipts seen so far are kept. */
  TestQueues reopen(Broker broker) throws Exception {
    close();
    return open(broker, done);
  }

  void place(int count) throws Exception {
    for (int n = 0; n < count; n++) {
      Order order = new Order("o-" + n, "test", n, Instant.now(), "");
      publish(new AMQP.BasicProperties.Builder().deliveryMode(2).build(), Json.write(order));
    }
  }

  void publish(AMQP.BasicProperties properties, byte[] body) throws Exception {
    channel.basicPublish("", ORDERS, properties, body);
    channel.waitForConfirmsOrDie(PATIENCE.toMillis());
  }

  /** The orders whose receipts have come so far, in that order, twice where there were two. */
  List<String> done() throws IOException {
    for (GetResponse message : take(RECEIPTS)) {
      done.add(Json.readReceipt(message.getBody()).orderId());
    }
    return done;
  }

  void awaitDone(int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> done().stream().distinct().count() >= count);
  }

  /** Waits until so many orders can be taken by anyone. */
  void awaitReady(int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> channel.messageCount(ORDERS) == count);
  }

  /** What is on the dead letters, once it is so many. */
  List<GetResponse> awaitDeadLetters(int count) {
    List<GetResponse> letters = new ArrayList<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              letters.addAll(take(DEAD_LETTERS));
              return letters.size() >= count;
            });
    return letters;
  }

  private List<GetResponse> take(String queue) throws IOException {
    List<GetResponse> taken = new ArrayList<>();
    for (GetResponse message = channel.basicGet(queue, true);
        message != null;
        message = channel.basicGet(queue, true)) {
      taken.add(message);
    }
    return taken;
  }

  @Override
  public void close() {
    connection.abort();
  }
}
