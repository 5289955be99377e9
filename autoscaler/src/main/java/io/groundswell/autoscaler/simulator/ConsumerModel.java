package io.groundswell.autoscaler.simulator;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a replica does: it starts, takes orders from the broker up to its prefetch, works on some of
 * them at once, and acknowledges each after its work. Told to stop it takes no more, gives back
 * what it hasn't begun, ends what it has, and is gone; what isn't done by the end of its grace
 * period goes back to the queue.
 *
 * @param startUp from the replica's making until it takes orders
 * @param work from the start of an order's work to its acknowledgement
 * @param concurrency orders worked on at once
 * @param prefetch orders taken and not acknowledged at most, those in work among them
 * @param gracePeriod how long a replica may take to end
 * @param maxConsumers how many replicas can take orders side by side, as the partitions of a topic
 *     allow; the others are ready and idle
 */
public record ConsumerModel(
    TimeDistribution startUp,
    TimeDistribution work,
    int concurrency,
    int prefetch,
    Duration gracePeriod,
    OptionalInt maxConsumers) {

  /** As many as AMQP can state. */
  public static final int MOST_PREFETCH = 65_535;

  /**
   * @throws IllegalArgumentException if a count is out of its bounds; the message names it
   */
  public ConsumerModel {
    Objects.requireNonNull(startUp);
    Objects.requireNonNull(work);
    Objects.requireNonNull(gracePeriod);
    requireWithin("concurrency", concurrency, 10_000);
    requireWithin("prefetch", prefetch, MOST_PREFETCH);
    maxConsumers.ifPresent(most -> requireWithin("maxConsumers", most, Integer.MAX_VALUE));
  }

  /** One order at a time, a start of 1 s, the grace period of Kubernetes. */
  public static ConsumerModel working(TimeDistribution work) {
    return new ConsumerModel(
        TimeDistribution.fixed(Duration.ofSeconds(1)),
        work,
        1,
        1,
        Duration.ofSeconds(30),
        OptionalInt.empty());
  }

  private static void requireWithin(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " is " + value + ", must be 1 to " + most);
    }
  }
}
