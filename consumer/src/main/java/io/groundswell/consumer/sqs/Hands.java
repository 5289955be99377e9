package io.groundswell.consumer.sqs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The messages in this replica, by their receipt handles: no more than the prefetch, each held from
 * its arrival until it has ended.
 *
 * <p>The connector polls on while it hands over, so it would take messages that nobody works on,
 * and whose hold nobody extends. Here a poll waits until there is room.
 */
final class Hands {

  /** SQS gives no more at a time. */
  private static final int MOST_AT_ONCE = 10;

  private final int capacity;
  private final Duration visibility;
  private final InstantSource clock;
  private final Map<String, Hold> holds = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private CompletableFuture<Integer> waiting;
  private boolean polling;
  private boolean stopped;

  /** How many have been received and not yet been handed over. */
  private int underWay;

  /**
   * @param capacity how many may be here
   * @param visibility for how long a message is hidden from others at a time
   */
  Hands(int capacity, Duration visibility, InstantSource clock) {
    this.capacity = capacity;
    this.visibility = visibility;
    this.clock = clock;
  }

  /** Ends when a poll may begin, with how many messages it may ask for; never once stopped. */
  synchronized CompletableFuture<Integer> room() {
    waiting = new CompletableFuture<>();
    CompletableFuture<Integer> granted = waiting;
    grant();
    return granted;
  }

  /** The poll has ended, and brought these. */
  synchronized void received(List<Message> messages) {
    for (Message message : messages) {
      holds.put(message.receiptHandle(), new Hold(message, clock, visibility));
    }
    underWay += messages.size();
    polling = false;
    checkQuiet();
  }

  /** A message has been handed over; empty if it was so late that it may be another's. */
  synchronized Optional<Hold> handedOver(String receiptHandle) {
    underWay--;
    checkQuiet();
    Hold hold = holds.get(receiptHandle);
    if (hold != null && hold.lost()) {
      ended(receiptHandle);
      return Optional.empty();
    }
    return Optional.ofNullable(hold);
  }

  /** A message has gone. */
  synchronized void ended(String receiptHandle) {
    holds.remove(receiptHandle);
    grant();
  }

  /** What is held. */
  Map<String, Hold> holds() {
    return Map.copyOf(holds);
  }

  /** Lets no more polls begin; ends when none is under way and all they brought is handed over. */
  synchronized CompletableFuture<Void> stop() {
    stopped = true;
    checkQuiet();
    return quiet;
  }

  synchronized boolean stopped() {
    return stopped;
  }

  private void grant() {
    int free = capacity - holds.size();
    if (waiting != null && free > 0 && !stopped) {
      polling = true;
      CompletableFuture<Integer> granted = waiting;
      waiting = null;
      granted.complete(Math.min(free, MOST_AT_ONCE));
    }
  }

  private void checkQuiet() {
    if (stopped && !polling && underWay == 0) {
      quiet.complete(null);
    }
  }
}
