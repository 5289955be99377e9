package io.groundswell.consumer.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import io.groundswell.consumer.rabbitmq.Acknowledgements.Acknowledgement;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/**
 * One AMQP channel, from its opening to its end. It brings orders, takes their receipts and their
 * acknowledgements: with the channel all of an order ends together, and the broker gives the order
 * to another. Delivery tags mean something on their own channel alone; an acknowledgement that went
 * to the next one would strike out another order.
 */
final class Session {

  private static final Logger LOG = Logger.getLogger(Session.class);
  private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(10);

  private final Channel channel;
  private final ConcurrentNavigableMap<Long, UniEmitter<? super Void>> unconfirmed =
      new ConcurrentSkipListMap<>();
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private volatile boolean consuming;

  /**
   * @param channel newly opened
   * @throws IOException if the broker has no publisher confirms
   */
  Session(Channel channel) throws IOException {
    this.channel = channel;
    channel.addConfirmListener(
        (tag, multiple) -> confirmed(tag, multiple, true),
        (tag, multiple) -> confirmed(tag, multiple, false));
    channel.addShutdownListener(cause -> confirmed(Long.MAX_VALUE, true, false));
    channel.confirmSelect();
  }

  boolean open() {
    return channel.isOpen();
  }

  /** Whether the broker has been asked for orders over this channel, and it is open. */
  boolean consuming() {
    return consuming && open();
  }

  void consumes(Channel consumed) {
    consuming = consuming || consumed == channel;
  }

  /**
   * Whether the message that arrives now came over this channel; if not, it is left over from a
   * channel before.
   */
  boolean brought(long deliveryTag) {
    return acknowledgements.arrives(deliveryTag);
  }

  /** Has the broker told, soon: with the one call go all that are done by then. */
  void acknowledge(long deliveryTag) {
    if (acknowledgements.done(deliveryTag)) {
      told().subscribe().with(ignored -> {}, e -> LOG.debugf("Not acknowledged: %s", e));
    }
  }

  /** Ends when the broker has been told of all that is done. */
  Uni<Void> told() {
    return onWorker(this::tell);
  }

  /** One at a time: the broker takes no acknowledgement that one after it has covered. */
  private synchronized void tell() throws IOException {
    for (Acknowledgement next : acknowledgements.take()) {
      channel.basicAck(next.tag(), next.multiple());
    }
  }

  Uni<Void> giveBack(long deliveryTag) {
    return onWorker(
        () -> {
          channel.basicNack(deliveryTag, false, true);
          // Not before: an acknowledgement of those after it would have covered it.
          acknowledgements.givenBack(deliveryTag);
        });
  }

  Uni<Void> cancel(String consumerTag) {
    return onWorker(() -> channel.basicCancel(consumerTag));
  }

  /**
   * Puts a message on a queue.
   *
   * @return ends when the broker has confirmed it; fails if it refuses, or hasn't in time
   */
  Uni<Void> publish(String queue, AMQP.BasicProperties properties, byte[] body) {
    return Uni.createFrom()
        .<Void>emitter(emitter -> publish(queue, properties, body, emitter))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(CONFIRM_WITHIN)
        .failWith(() -> new IOException("no confirmation from the broker for " + queue));
  }

  private synchronized void publish(
      String queue,
      AMQP.BasicProperties properties,
      byte[] body,
      UniEmitter<? super Void> emitter) {
    long tag = channel.getNextPublishSeqNo();
    unconfirmed.put(tag, emitter);
    emitter.onTermination(() -> unconfirmed.remove(tag));
    try {
      channel.basicPublish("", queue, properties, body);
    } catch (IOException | RuntimeException e) {
      emitter.fail(e);
    }
  }

  private void confirmed(long tag, boolean multiple, boolean taken) {
    var which =
        multiple ? unconfirmed.headMap(tag, true) : unconfirmed.subMap(tag, true, tag, true);
    List<UniEmitter<? super Void>> emitters = new ArrayList<>(which.values());
    for (UniEmitter<? super Void> emitter : emitters) {
      if (taken) {
        emitter.complete(null);
      } else {
        emitter.fail(new IOException("the broker didn't take a message"));
      }
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  /** The client's calls block. */
  private static Uni<Void> onWorker(Action action) {
    return Uni.createFrom()
        .<Void>emitter(
            emitter -> {
              try {
                action.run();
                emitter.complete(null);
              } catch (IOException | RuntimeException e) {
                emitter.fail(e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
