package io.groundswell.consumer.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.NoOpMetricsCollector;
import io.groundswell.consumer.Outages;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the connector has of the broker: now this session, after a reconnection another.
 *
 * <p>The connector keeps its AMQP channels to itself. A metrics collector is told of each before
 * anything else happens on it, which makes it the place to keep hold of the channel, to declare
 * queues, and to bound the prefetch (the connector's client forgets the bound when it opens a new
 * channel on an old connection).
 */
final class Link extends NoOpMetricsCollector {

  private volatile int prefetch = 1;
  private volatile Session session;

  /** Sets how many messages the broker hands over ahead of their acknowledgement. */
  void bound(int prefetch) {
    this.prefetch = prefetch;
  }

  /** The current session; null as long as there was none. */
  Session session() {
    return session;
  }

  @Override
  public void newChannel(Channel channel) {
    try {
      Queues.declare(channel);
      channel.basicQos(prefetch);
      session = new Session(channel);
    } catch (IOException | RuntimeException e) {
      // The connector tries again over a new connection, and would leave this one open.
      channel.getConnection().abort();
      throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
    }
    channel.addShutdownListener(
        cause -> {
          if (!cause.isInitiatedByApplication()) {
            Outages.OF_BROKER.lost(Outages.text(cause));
          }
        });
  }

  @Override
  public void basicConsume(Channel channel, String consumerTag, boolean autoAck) {
    session.consumes(channel);
    Outages.OF_BROKER.over();
  }
}
