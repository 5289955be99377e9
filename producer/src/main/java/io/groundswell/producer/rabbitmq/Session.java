package io.groundswell.producer.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import io.groundswell.producer.Outlet.Confirmation;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One connection with one channel, from its opening to its end. */
final class Session {

  private static final int PERSISTENT = 2;
  private static final int CLOSE_MILLIS = 2_000;

  private final Connection connection;
  private final Channel channel;
  private final String queue;
  private final ConcurrentNavigableMap<Long, Confirmation> unconfirmed =
      new ConcurrentSkipListMap<>();
  private volatile String blockedBecause;
  private volatile String lostBecause;

  private Session(Connection connection, String queue) throws IOException {
    this.connection = connection;
    this.queue = queue;
    connection.addBlockedListener(
        new BlockedListener() {
          @Override
          public void handleBlocked(String reason) {
            blockedBecause = reason == null ? "blocked" : reason;
          }

          @Override
          public void handleUnblocked() {
            blockedBecause = null;
          }
        });
    channel = connection.createChannel();
    declare();
    channel.addConfirmListener(
        (tag, multiple) -> end(tag, multiple, Confirmation::placed),
        (tag, multiple) -> end(tag, multiple, failed("the broker didn't take it")));
    channel.addReturnListener(returned -> lost("the queue " + queue + " is gone"));
    channel.addShutdownListener(cause -> lost(RabbitMqOutlet.reason(cause)));
    channel.confirmSelect();
  }

  /**
   * Connects and declares the queues.
   *
   * @throws ShutdownSignalException if the broker ends the connection meanwhile
   */
  static Session open(ConnectionFactory factory, String queue)
      throws IOException, TimeoutException {
    Connection connection = factory.newConnection("groundswell-producer");
    try {
      return new Session(connection, queue);
    } catch (IOException | RuntimeException e) {
      connection.abort(CLOSE_MILLIS);
      throw e;
    }
  }

  boolean open() {
    return lostBecause == null && channel.isOpen();
  }

  /** Why orders can't be placed over it any more, if they can't. */
  String lostBecause() {
    return lostBecause;
  }

  /** Why the broker takes nothing now, such as low on memory; null if it does. */
  String blockedBecause() {
    return blockedBecause;
  }

  /** Whichever thread comes first: tags must rise in the order of the sending. */
  synchronized void publish(Order order, Confirmation confirmation) throws IOException {
    long tag = channel.getNextPublishSeqNo();
    unconfirmed.put(tag, confirmation);
    try {
      // Mandatory: the broker would confirm an order for a queue that was deleted, and drop it.
      channel.basicPublish("", queue, true, properties(order), Json.write(order));
    } catch (IOException | ShutdownSignalException e) {
      boolean mine = unconfirmed.remove(tag) != null;
      lost(RabbitMqOutlet.reason(e));
      if (mine) {
        throw new IOException(lostBecause, e);
      }
    }
  }

  void close() {
    connection.abort(CLOSE_MILLIS);
  }

  static String text(ShutdownSignalException signal) {
    return switch (signal.getReason()) {
      case AMQP.Connection.Close close -> close.getReplyCode() + " " + close.getReplyText();
      case AMQP.Channel.Close close -> close.getReplyCode() + " " + close.getReplyText();
      default -> signal.getMessage();
    };
  }

  /** All who declare the queues must give the same arguments, or the broker closes the channel. */
  private void declare() throws IOException {
    String deadLetters = queue + ".dlq";
    channel.queueDeclare(deadLetters, true, false, false, Map.of());
    channel.queueDeclare(
        queue,
        true,
        false,
        false,
        Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", deadLetters));
    channel.queueDeclare(queue + ".receipts", true, false, false, Map.of());
  }

  private static AMQP.BasicProperties properties(Order order) {
    return new AMQP.BasicProperties.Builder()
        .contentType("application/json")
        .deliveryMode(PERSISTENT)
        .messageId(order.id())
        .build();
  }

  /** What is unconfirmed goes to the next session, which declares the queues again. */
  private void lost(String reason) {
    if (lostBecause == null) {
      lostBecause = reason;
      // Not on this thread: the client's own can't close what it works for.
      Thread.ofVirtual().start(this::close);
    }
    end(Long.MAX_VALUE, true, failed(lostBecause));
  }

  private void end(long tag, boolean multiple, Consumer<Confirmation> how) {
    if (multiple) {
      unconfirmed.headMap(tag, true).keySet().forEach(each -> endOne(each, how));
    } else {
      endOne(tag, how);
    }
  }

  private void endOne(long tag, Consumer<Confirmation> how) {
    Confirmation confirmation = unconfirmed.remove(tag);
    if (confirmation != null) {
      how.accept(confirmation);
    }
  }

  private static Consumer<Confirmation> failed(String reason) {
    return confirmation -> confirmation.failed(new IOException(reason));
  }
}
