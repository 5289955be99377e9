package io.groundswell.consumer.rabbitmq;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Map;

/**
 * The queues, declared by whoever comes first. All who declare them must give the same arguments,
 * or the broker closes the channel.
 */
final class Queues {

  static final String ORDERS = "orders";
  static final String DEAD_LETTERS = "orders.dlq";
  static final String RECEIPTS = "orders.receipts";

  private Queues() {}

  static void declare(Channel channel) throws IOException {
    channel.queueDeclare(DEAD_LETTERS, true, false, false, Map.of());
    channel.queueDeclare(
        ORDERS,
        true,
        false,
        false,
        Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", DEAD_LETTERS));
    channel.queueDeclare(RECEIPTS, true, false, false, Map.of());
  }
}
