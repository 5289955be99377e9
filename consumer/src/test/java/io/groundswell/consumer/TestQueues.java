package io.groundswell.consumer;

import io.groundswell.brokers.Broker;
import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The test's own hands on the queues, whichever broker there is. */
abstract class TestQueues implements AutoCloseable {

  /** A message on the dead letters. */
  record DeadLetter(String reason, byte[] body) {}

  static final String ORDERS = "orders";
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Broker broker;
  private final List<String> done = new ArrayList<>();

  TestQueues(Broker broker) {
    this.broker = broker;
  }

  /** Empty queues of that broker. */
  static TestQueues empty(Broker broker) throws Exception {
    String deadLetters = broker.kind().deadLetters(ORDERS);
    String receipts = broker.kind().receipts(ORDERS);
    broker.create(ORDERS);
    broker.createPlain(receipts);
    broker.purge(ORDERS);
    broker.purge(deadLetters);
    broker.purge(receipts);
    return switch (broker.kind()) {
      case RABBITMQ -> new RabbitMqQueues(broker);
      case KAFKA -> new KafkaQueues(broker);
      case SQS -> new SqsQueues(broker);
    };
  }

  /**
   * Puts a message on the queue of orders.
   *
   * @param type what it says it is
   */
  abstract void publish(String type, byte[] body) throws Exception;

  /** The receipts that have come since the last time. */
  abstract List<byte[]> takeReceipts() throws Exception;

  /** The dead letters that have come since the last time. */
  abstract List<DeadLetter> takeDeadLetters() throws Exception;

  /** To be called when the broker has been away. */
  void reconnect() throws Exception {}

  void place(int count) throws Exception {
    for (int n = 0; n < count; n++) {
      Order order = new Order("o-" + n, "test", n, Instant.now(), "");
      publish("application/json", Json.write(order));
    }
  }

  /** The orders whose receipts have come so far, in that order, twice where there were two. */
  List<String> done() throws Exception {
    for (byte[] receipt : takeReceipts()) {
      done.add(Json.readReceipt(receipt).orderId());
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
        .pollInterval(Duration.ofMillis(100))
        .until(() -> broker.count(ORDERS).ready() == count);
  }

  /** What is on the dead letters, once it is so many. */
  List<DeadLetter> awaitDeadLetters(int count) {
    List<DeadLetter> letters = new ArrayList<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              letters.addAll(takeDeadLetters());
              return letters.size() >= count;
            });
    return letters;
  }

  @Override
  public abstract void close();
}
