package io.groundswell.consumer.kafka;

import org.apache.kafka.clients.consumer.Consumer;

/**
 * Bounds how many records wait here: with twice the prefetch in this replica no more are fetched,
 * until there are no more than the prefetch. A poll brings no more than the prefetch at a time.
 *
 * <p>The connector's own bound ({@code pause-if-no-requests}) polls without a pause as long as it
 * holds.
 */
final class Intake {

  private final int prefetch;
  private int held;
  private boolean paused;

  Intake(int prefetch) {
    this.prefetch = prefetch;
  }

  /** A record has come. Returns whether that changes anything for {@link #apply}. */
  synchronized boolean taken() {
    held++;
    boolean full = !paused && held >= 2 * prefetch;
    paused |= full;
    return full;
  }

  /** A record has gone. Returns whether that changes anything for {@link #apply}. */
  synchronized boolean ended() {
    held--;
    boolean free = paused && held <= prefetch;
    paused &= !free;
    return free;
  }

  /** Has the client fetch or not, in the polling thread. */
  synchronized void apply(Consumer<?, ?> consumer) {
    if (paused) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
  }
}
