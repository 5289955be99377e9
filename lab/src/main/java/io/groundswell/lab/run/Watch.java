package io.groundswell.lab.run;

import io.groundswell.brokers.QueueCounts;
import io.groundswell.lab.process.ReplicaSet;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Looks at a run again and again until it is over. */
final class Watch {

  private static final long TICK_MILLIS = 100;
  private static final int TICKS_A_SAMPLE = 5;

  private final SpeedClock clock;
  private final Monitor monitor;
  private final Ledger ledger;
  private final ReplicaSet replicas;
  private final ProducerProcess producer;
  private final Chaos chaos;
  private final End end;
  private final Supplier<Optional<QueueCounts>> queue;
  private OptionalLong placed = OptionalLong.empty();

  /**
   * @param queue counts its messages; empty if that can't be done now
   */
  Watch(
      SpeedClock clock,
      Monitor monitor,
      Ledger ledger,
      ReplicaSet replicas,
      ProducerProcess producer,
      Chaos chaos,
      End end,
      Supplier<Optional<QueueCounts>> queue) {
    this.clock = clock;
    this.monitor = monitor;
    this.ledger = ledger;
    this.replicas = replicas;
    this.producer = producer;
    this.chaos = chaos;
    this.end = end;
    this.queue = queue;
  }

  /**
   * Returns when the run is over.
   *
   * @return false if the time was up, or the thread was interrupted, before
   */
  boolean untilEnd(Duration timeout) {
    try {
      for (int tick = 0; clock.elapsedSeconds() < timeout.toMillis() / 1e3; tick++) {
        double seconds = clock.elapsedSeconds();
        long settled = ledger.counts().settled();
        chaos.step(seconds, settled);
        if (placed.isEmpty()) {
          placed = producer.placed();
        }
        if (tick % TICKS_A_SAMPLE == 0) {
          ReplicaSet.Counts counts = replicas.counts();
          Optional<QueueCounts> messages = queue.get();
          monitor.sample(messages, counts, ledger.counts());
          long backlog = messages.map(QueueCounts::total).orElse(-1L);
          if (end.reached(seconds, placed, settled, backlog, counts, replicas.isStopping())) {
            return true;
          }
        }
        Thread.sleep(TICK_MILLIS);
      }
      return false;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Orders that were placed, as far as is known. */
  long placed() {
    return placed.orElse(ledger.counts().settled());
  }

  /** The faults that were made. */
  ChaosPlan chaos() {
    return chaos.made();
  }
}
