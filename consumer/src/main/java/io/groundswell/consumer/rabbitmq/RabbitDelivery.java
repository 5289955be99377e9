package io.groundswell.consumer.rabbitmq;

import com.rabbitmq.client.AMQP;
import io.groundswell.consumer.Delivery;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A message, and the session that brought it.
 *
 * @param tag names the message within its session
 */
record RabbitDelivery(
    Session session, long tag, AMQP.BasicProperties properties, byte[] body, Instant arrivedAt)
    implements Delivery {

  private static final int PERSISTENT = 2;

  @Override
  public boolean lost() {
    return !session.open();
  }

  /** Ends at once: the broker is told of many together. */
  @Override
  public Uni<Void> acknowledge() {
    return Uni.createFrom().voidItem().invoke(() -> session.acknowledge(tag));
  }

  @Override
  public Uni<Boolean> giveBack() {
    return session.giveBack(tag).replaceWith(true);
  }

  /**
   * The reason travels as a header, named as the Kafka connector names it. A mere rejection would
   * let RabbitMQ move the message by itself, but without a reason, and other AMQP brokers don't.
   */
  @Override
  public Uni<Void> deadLetter(String reason) {
    Map<String, Object> headers = new HashMap<>();
    if (properties.getHeaders() != null) {
      headers.putAll(properties.getHeaders());
    }
    headers.put("dead-letter-reason", reason);
    headers.put("dead-letter-queue", Queues.ORDERS);
    AMQP.BasicProperties explained =
        properties.builder().headers(headers).deliveryMode(PERSISTENT).expiration(null).build();
    return session.publish(Queues.DEAD_LETTERS, explained, body).chain(this::acknowledge);
  }

  @Override
  public Uni<Void> receipt(byte[] json) {
    AMQP.BasicProperties kind =
        new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(PERSISTENT)
            .build();
    return session.publish(Queues.RECEIPTS, kind, json);
  }
}
