package io.groundswell.consumer;

import io.groundswell.messages.Json;
import io.groundswell.messages.MalformedMessageException;
import io.groundswell.messages.Order;
import io.groundswell.messages.Receipt;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What is done with one delivery: work, then receipt, then acknowledgement, in that order, so that
 * a death in between doubles an order at worst and never loses one. What is no order, unless any
 * message is work, or failed too often, goes to the dead letters.
 */
final class OrderHandler {

  private static final Logger LOG = Logger.getLogger(OrderHandler.class);

  /** Before an order that couldn't be ended is given back: it would come again at once. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Settings settings;
  private final Work work;
  private final Receipts receipts;
  private final OrderMetrics metrics;
  private final InstantSource clock;

  OrderHandler(
      Settings settings, Work work, Receipts receipts, OrderMetrics metrics, InstantSource clock) {
    this.settings = settings;
    this.work = work;
    this.receipts = receipts;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Does all of it; never fails. */
  Uni<Void> handle(Delivery delivery) {
    metrics.taken();
    return attend(delivery);
  }

  private Uni<Void> attend(Delivery delivery) {
    return Uni.createFrom()
        .deferred(() -> delivery.begin() ? orderOrDeadLetter(delivery) : lost("before the work"))
        .onFailure()
        .recoverWithUni(failure -> giveBack(delivery, failure));
  }

  private Uni<Void> orderOrDeadLetter(Delivery delivery) {
    Order order;
    try {
      order = Json.readOrder(delivery.body());
    } catch (MalformedMessageException e) {
      if (settings.messages() == Settings.Messages.ORDERS) {
        return deadLetter(delivery, "message " + e.getMessage());
      }
      order = orderOf(delivery);
    }
    return work(order, delivery);
  }

  /** What stands for a message that is no order: the same content has the same id. */
  private static Order orderOf(Delivery delivery) {
    String id = UUID.nameUUIDFromBytes(delivery.body()).toString();
    return new Order(id, "messages", 0, delivery.arrivedAt(), "");
  }

  private Uni<Void> work(Order order, Delivery delivery) {
    Instant startedAt = clock.instant();
    metrics.started(order.createdAt(), startedAt);
    return attempt(order, delivery, startedAt, 1);
  }

  private Uni<Void> attempt(Order order, Delivery delivery, Instant startedAt, int attempt) {
    return work.attempt()
        .chain(
            done ->
                done
                    ? worked(order, delivery, startedAt)
                    : failed(order, delivery, startedAt, attempt));
  }

  private Uni<Void> failed(Order order, Delivery delivery, Instant startedAt, int attempt) {
    metrics.failed();
    return attempt < settings.attempts()
        ? attempt(order, delivery, startedAt, attempt + 1)
        : deadLetter(delivery, "failed " + attempts());
  }

  private Uni<Void> worked(Order order, Delivery delivery, Instant startedAt) {
    Instant endedAt = clock.instant();
    metrics.worked(startedAt, endedAt);
    if (delivery.lost()) {
      return lost("after the work");
    }
    return receipts
        .send(receipt(order, delivery, startedAt, endedAt), delivery)
        .chain(delivery::acknowledge)
        .invoke(() -> metrics.done(clock.instant()));
  }

  private Receipt receipt(Order order, Delivery delivery, Instant startedAt, Instant endedAt) {
    return new Receipt(
        order.id(),
        order.run(),
        order.sequence(),
        settings.instance(),
        order.createdAt(),
        delivery.arrivedAt(),
        startedAt,
        endedAt);
  }

  private Uni<Void> deadLetter(Delivery delivery, String reason) {
    LOG.warnf("To the dead letters: %s", reason);
    return delivery.deadLetter(reason).invoke(metrics::deadLettered);
  }

  private Uni<Void> giveBack(Delivery delivery, Throwable failure) {
    if (delivery.lost()) {
      return lost(failure.getMessage());
    }
    LOG.warnf("An order goes back to the queue: %s", failure.getMessage());
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(PAUSE)
        .chain(delivery::giveBack)
        .onFailure()
        .recoverWithItem(true)
        .chain(gone -> gone ? Uni.createFrom().voidItem() : attend(delivery));
  }

  private static Uni<Void> lost(String when) {
    LOG.debugf("The broker has taken an order back, and will deliver it again: %s", when);
    return Uni.createFrom().voidItem();
  }

  private String attempts() {
    return settings.attempts() == 1 ? "1 attempt" : settings.attempts() + " attempts";
  }
}
