package io.groundswell.consumer;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The orders in this replica: so many are worked on at once, the others wait their turn. What waits
 * is bounded by the broker, which hands over no more than the prefetch.
 *
 * <p>Leaves in three steps: {@link #close} starts no more work, {@link #giveBack} returns what
 * waits, {@link #idle} tells when the last order in hand is done.
 */
final class WorkQueue {

  private static final Logger LOG = Logger.getLogger(WorkQueue.class);

  private final int concurrency;
  private final Function<Delivery, Uni<Void>> work;
  private final Queue<Delivery> waiting = new ArrayDeque<>();
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private int inHand;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    CLOSED,
    RETURNING
  }

  /**
   * @param concurrency how many are worked on at once, at least 1
   * @param work one delivery from start to end; its failure is logged, nothing more
   */
  WorkQueue(int concurrency, Function<Delivery, Uni<Void>> work) {
    this.concurrency = concurrency;
    this.work = work;
  }

  /** Takes a delivery in: now, when its turn comes, or back at once when leaving. */
  void add(Delivery delivery) {
    synchronized (this) {
      if (state != State.RETURNING) {
        waiting.add(delivery);
        delivery = null;
      }
    }
    if (delivery != null) {
      returned(delivery).subscribe().with(ignored -> {});
    }
    startWhatFits();
  }

  /** How many orders are worked on now. */
  synchronized int inHand() {
    return inHand;
  }

  /** Starts no more work. */
  synchronized void close() {
    state = State.CLOSED;
    checkIdle();
  }

  /**
   * Returns what waits, and from now on whatever still arrives. To be called once closed.
   *
   * @return ends when the broker has what waited
   */
  Uni<Void> giveBack() {
    List<Delivery> undone;
    synchronized (this) {
      state = State.RETURNING;
      undone = new ArrayList<>(waiting);
      waiting.clear();
    }
    return undone.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join()
            .all(undone.stream().map(WorkQueue::returned).toList())
            .andFailFast()
            .replaceWithVoid();
  }

  /** Ends when the queue is closed and nothing is in hand. */
  CompletableFuture<Void> idle() {
    return idle;
  }

  private void startWhatFits() {
    for (Delivery next = start(); next != null; next = start()) {
      Delivery delivery = next;
      Uni.createFrom()
          .deferred(() -> work.apply(delivery))
          .subscribe()
          .with(ignored -> ended(delivery), failure -> failed(delivery, failure));
    }
  }

  private synchronized Delivery start() {
    if (state != State.OPEN || inHand == concurrency) {
      return null;
    }
    Delivery next = waiting.poll();
    if (next != null) {
      inHand++;
    }
    return next;
  }

  private void failed(Delivery delivery, Throwable failure) {
    LOG.warnf("An order's end failed: %s", failure.getMessage());
    ended(delivery);
  }

  private void ended(Delivery delivery) {
    delivery.ended();
    synchronized (this) {
      inHand--;
      checkIdle();
    }
    startWhatFits();
  }

  private void checkIdle() {
    if (state != State.OPEN && inHand == 0) {
      idle.complete(null);
    }
  }

  /** The broker gets back by itself what can't be given back. */
  private static Uni<Boolean> returned(Delivery delivery) {
    return Uni.createFrom()
        .deferred(delivery::giveBack)
        .onFailure()
        .invoke(e -> LOG.debugf("An order could not be given back: %s", e))
        .onFailure()
        .recoverWithItem(true)
        .onTermination()
        .invoke(delivery::ended);
  }
}
