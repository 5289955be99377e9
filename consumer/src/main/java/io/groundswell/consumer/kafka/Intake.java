package io.groundswell.consumer.kafka;

import org.apache.kafka.clients.consumer.Consumer;

/**
 * Bounds how many records wait for the work: with twice the prefetch in this replica no more are
 * fetched, until there are no more than the prefetch. A poll brings no more than the prefetch at a
 * time.
 *
 * <p>The connector's own bound ({@code pause-if-no-requests}) is on what hasn't been taken over
 * yet, which is much only for as long as taking over is slower than polling.
 */
final class Intake {

  private final int prefetch;
  private int held;
  private boolean paused;

  Intake(int prefetch) {
    this.prefetch = prefetch;
  }

  /** Records have come. Returns whether that calls for {@link #apply}. */
  synchronized boolean taken(int records) {
    held += records;
    paused |= held >= 2 * prefetch;
    return paused;
  }

  /** A record has gone. Returns whether that calls for {@link #apply}. */
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
