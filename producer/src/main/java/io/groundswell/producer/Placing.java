package io.groundswell.producer;

import io.groundswell.messages.Order;
import io.groundswell.producer.input.Orders;
import io.groundswell.producer.pace.Changing;
import io.groundswell.producer.pace.Pace;
import io.groundswell.producer.pace.Rate;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One run: takes orders up when they are due, places them, and places them again until the broker
 * has confirmed each. An order whose confirmation was lost may thus be on the queue twice, never
 * not at all. Orders that can't be placed when they are due are placed as soon as they can be.
 *
 * <p>Two threads: one takes up new orders (reading them may block), the one that calls {@link #run}
 * takes care of those that came back.
 */
public final class Placing {

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FOREVER = Long.MAX_VALUE;

  private final Orders orders;
  private final Outlet outlet;
  private final Limits limits;
  private final Listener listener;

  private final ReentrantLock lock = new ReentrantLock();

  /** What the thread of the new orders waits for. */
  private final Condition room = lock.newCondition();

  /** What the thread of the returned orders waits for. */
  private final Condition news = lock.newCondition();

  // From here on everything is guarded by the lock. Times are those of System.nanoTime.
  private final Deque<Order> returned = new ArrayDeque<>();
  private Pace pace;
  private long begin;
  private long next;
  private long placed;
  private long again;
  private int unconfirmed;
  private long returnedAt;
  private long progressAt;
  private boolean exhausted;
  private boolean stopped;
  private long stoppedAt;
  private boolean over;
  private String failure;
  private RefusedException refused;
  private String lastReason;

  /**
   * What a run keeps to.
   *
   * @param concurrency how many orders may be unconfirmed at once, at least 1
   * @param patience how long it goes on without any confirmation while it waits for one
   * @param farewell how long it waits for outstanding confirmations once it is stopped
   */
  public record Limits(int concurrency, Duration patience, Duration farewell) {}

  /**
   * How far a run is.
   *
   * @param placed orders that the broker has confirmed
   * @param waiting orders that were taken up and aren't confirmed; once it is over, they have
   *     failed
   * @param again how often an order was sent once more
   * @param over whether the run has ended
   * @param failure why it ended, unless it came to its end or was stopped
   */
  public record Counts(
      long placed, long waiting, long again, boolean over, Optional<String> failure) {}

  /** Is told what happens, on any thread, and mustn't take long. */
  public interface Listener {

    /** The broker is there for the first time: orders are placed from now on. */
    default void begun() {}

    /** The broker has confirmed an order, so long after it was sent. */
    default void placed(Duration after) {}

    /** The broker is away, and is tried again. Is told of each reason once. */
    default void away(String reason) {}

    /** The broker is back. */
    default void back() {}
  }

  /** A run that begins with {@link #run}. */
  public Placing(Orders orders, Pace pace, Outlet outlet, Limits limits, Listener listener) {
    this.orders = orders;
    this.pace = pace;
    this.outlet = outlet;
    this.limits = limits;
    this.listener = listener;
  }

  /**
   * Places orders until all are placed, it is stopped, or patience has run out.
   *
   * @throws RefusedException if the broker doesn't want us, or an order
   */
  public Counts run() throws RefusedException, InterruptedException {
    try {
      inLock(() -> progressAt = System.nanoTime());
      if (reconnect()) {
        inLock(() -> begin = System.nanoTime());
        listener.begun();
        Thread.ofVirtual().name("take-orders").start(this::takeOrders);
        while (awaitReturned() instanceof Order order && reconnect()) {
          send(order);
        }
        throwIfRefused();
      }
    } catch (RefusedException e) {
      inLock(() -> failure = e.getMessage());
      throw e;
    } finally {
      inLock(
          () -> {
            over = true;
            room.signalAll();
          });
    }
    return counts();
  }

  /** Takes up no more orders; {@link #run} ends when those that it has are confirmed, or soon. */
  public void stop() {
    inLock(
        () -> {
          if (!stopped) {
            stopped = true;
            stoppedAt = System.nanoTime();
            room.signalAll();
            news.signalAll();
          }
        });
  }

  /**
   * Changes the rate of a run whose pace is {@link Changing}.
   *
   * @throws IllegalStateException if it is another
   */
  public void change(Rate rate) {
    inLock(
        () -> {
          if (!(pace instanceof Changing changing)) {
            throw new IllegalStateException("this run's pace is fixed");
          }
          pace = changing.to(rate, System.nanoTime() - begin, next);
          room.signalAll();
        });
  }

  /** How far it is now. */
  public Counts counts() {
    lock.lock();
    try {
      return new Counts(placed, inHand(), again, over, Optional.ofNullable(failure));
    } finally {
      lock.unlock();
    }
  }

  /** The thread of the new orders. */
  private void takeOrders() {
    try {
      OptionalLong sequence = awaitDue();
      while (sequence.isPresent()) {
        Optional<Order> order = orders.next(sequence.getAsLong());
        if (order.isEmpty()) {
          break;
        }
        if (!awaitRoom()) {
          return;
        }
        send(order.get());
        sequence = awaitDue();
      }
      exhausted(null);
    } catch (IOException e) {
      exhausted(e.getMessage());
    } catch (InterruptedException | RuntimeException e) {
      exhausted(e.toString());
    }
  }

  /** Waits until the next order is due; empty if there is none, or none is wanted. */
  private OptionalLong awaitDue() throws InterruptedException {
    lock.lock();
    try {
      while (!over && !stopped) {
        OptionalLong due = pace.due(next);
        if (due.isEmpty()) {
          return due;
        }
        long left = due.getAsLong() - (System.nanoTime() - begin);
        if (left <= 0) {
          return OptionalLong.of(next++);
        }
        room.awaitNanos(left);
      }
      return OptionalLong.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until one more order may be unconfirmed; false if no more are to be taken up. */
  private boolean awaitRoom() throws InterruptedException {
    lock.lock();
    try {
      while (!over && !stopped) {
        if (returned.isEmpty() && unconfirmed < limits.concurrency()) {
          if (unconfirmed == 0) {
            progressAt = System.nanoTime();
          }
          unconfirmed++;
          return true;
        }
        room.await();
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for an order that is to be sent once more; null when the run is over. */
  private Order awaitReturned() throws InterruptedException {
    lock.lock();
    try {
      while (!isOver()) {
        long now = System.nanoTime();
        long pause = returned.isEmpty() ? FOREVER : RETRY_NANOS - (now - returnedAt);
        if (pause <= 0) {
          again++;
          unconfirmed++;
          return returned.removeFirst();
        }
        // It isn't told when orders are in hand again, so it looks.
        news.awaitNanos(Math.min(pause, inHand() == 0 ? LOOK_NANOS : timeLeft(now)));
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Connects, and tries again as long as there is patience; false if the run is over. */
  private boolean reconnect() throws RefusedException, InterruptedException {
    String reason = null;
    while (!outlet.connected()) {
      try {
        outlet.connect();
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        if (!e.getMessage().equals(reason)) {
          reason = e.getMessage();
          listener.away(reason);
        }
        if (!awaitRetry(reason)) {
          return false;
        }
      }
    }
    if (reason != null) {
      listener.back();
    }
    return true;
  }

  private boolean awaitRetry(String reason) throws InterruptedException {
    lock.lock();
    try {
      long now = System.nanoTime();
      if (timeLeft(now) <= 0) {
        giveUp(reason);
        return false;
      }
      news.awaitNanos(Math.min(RETRY_NANOS, timeLeft(now)));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void send(Order order) {
    Sent sent = new Sent(order, System.nanoTime());
    try {
      outlet.place(order, sent);
    } catch (IOException e) {
      sent.failed(e);
    }
  }

  /** An order on its way. */
  private final class Sent implements Outlet.Confirmation {

    private final Order order;
    private final long at;

    private Sent(Order order, long at) {
      this.order = order;
      this.at = at;
    }

    @Override
    public void placed() {
      long now = System.nanoTime();
      inLock(
          () -> {
            if (over) {
              return;
            }
            unconfirmed--;
            placed++;
            progressAt = now;
            room.signal();
            if (inHand() == 0) {
              news.signal();
            }
          });
      listener.placed(Duration.ofNanos(now - at));
    }

    @Override
    public void failed(IOException reason) {
      inLock(
          () -> {
            if (over) {
              return;
            }
            unconfirmed--;
            returned.addLast(order);
            returnedAt = System.nanoTime();
            lastReason = reason.getMessage();
            if (reason instanceof RefusedException refusal) {
              refused = refusal;
            }
            news.signal();
          });
    }
  }

  private void throwIfRefused() throws RefusedException {
    lock.lock();
    try {
      if (refused != null) {
        throw refused;
      }
    } finally {
      lock.unlock();
    }
  }

  private void exhausted(String failure) {
    inLock(
        () -> {
          if (!stopped) {
            exhausted = true;
            this.failure = failure;
          }
          news.signal();
        });
  }

  private boolean isOver() {
    if (refused != null) {
      return true;
    }
    if (inHand() == 0 && (stopped || exhausted)) {
      return true;
    }
    if (inHand() > 0 && timeLeft(System.nanoTime()) <= 0) {
      giveUp(
          "no confirmation from the broker at "
              + outlet.address()
              + (lastReason == null ? "" : ": " + lastReason));
      return true;
    }
    return false;
  }

  /** Until patience has run out, or the farewell has lasted long enough. */
  private long timeLeft(long now) {
    if (stopped) {
      return limits.farewell().toNanos() - (now - stoppedAt);
    }
    return limits.patience().toNanos() - (now - progressAt);
  }

  private void giveUp(String reason) {
    if (!stopped) {
      failure = "gave up after " + seconds(limits.patience()) + " s: " + reason;
    }
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private long inHand() {
    return (long) unconfirmed + returned.size();
  }

  private void inLock(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
