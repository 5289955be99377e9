package io.groundswell.consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes orders from start to SIGTERM. Then, in this order: takes no more, gives back what waits,
 * lets the orders in hand end, and only then lets the process go; whatever isn't done by the end of
 * {@code CONSUMER_DRAIN} goes back to the queue with the connection.
 */
@ApplicationScoped
class Consumer {

  private static final Logger LOG = Logger.getLogger(Consumer.class);

  private final Broker broker;

  @SuppressWarnings("rawtypes")
  private final Multi<Message> orders;

  private final Duration drain;
  private final WorkQueue queue;
  private volatile State state = State.STARTING;

  private enum State {
    STARTING,
    TAKING,
    LEAVING,
    BROKEN
  }

  /**
   * @param orders without a type: with one, be it a wildcard, each message is converted to it
   */
  @SuppressWarnings("rawtypes")
  Consumer(
      Settings settings,
      Broker broker,
      @Channel("orders") Multi<Message> orders,
      MeterRegistry registry) {
    this.broker = broker;
    this.orders = orders;
    drain = settings.drain();
    OrderMetrics metrics = new OrderMetrics(registry, processStart());
    Work work = new Work(settings, () -> ThreadLocalRandom.current().nextLong());
    Receipts receipts = settings.receipts() ? Receipts.TO_THE_BROKER : Receipts.OFF;
    OrderHandler handler =
        new OrderHandler(settings, work, receipts, metrics, InstantSource.system());
    queue = new WorkQueue(settings.concurrency(), handler::handle);
    Gauge.builder("orders.in.hand", queue, WorkQueue::inHand)
        .description("Orders being worked on")
        .register(registry);
  }

  /** Whether it has begun to ask for orders; the broker may be away. */
  boolean started() {
    return state != State.STARTING;
  }

  /** Whether it asks for orders. */
  boolean taking() {
    return state == State.TAKING;
  }

  /** Whether it can't ask for orders any more, though nobody told it to leave. */
  boolean broken() {
    return state == State.BROKEN;
  }

  void start(@Observes StartupEvent event) {
    state = State.TAKING;
    orders.subscribe().with(this::take, this::fail, () -> fail(null));
  }

  void stop(@Observes ShutdownEvent event) {
    state = State.LEAVING;
    queue.close();
    LOG.infof("Leaving; orders in hand: %d, time for them: %s", queue.inHand(), drain);
    CompletableFuture<Void> returned =
        broker
            .stopTaking()
            .onFailure()
            .recoverWithNull()
            .chain(queue::giveBack)
            .subscribeAsCompletionStage();
    try {
      CompletableFuture.allOf(returned, queue.idle())
          .thenCompose(ignored -> broker.settled().subscribeAsCompletionStage())
          .get(drain.toNanos(), TimeUnit.NANOSECONDS);
      LOG.info("Left with every order in hand done");
    } catch (TimeoutException e) {
      LOG.warnf("Left; orders that go back to the queue undone: %d", queue.inHand());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Message<?> message) {
    broker.deliveries(message).forEach(queue::add);
  }

  private void fail(Throwable failure) {
    if (state == State.TAKING) {
      state = State.BROKEN;
      LOG.errorf("The channel 'orders' has ended: %s", failure);
    }
  }

  private static Instant processStart() {
    return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  }
}
