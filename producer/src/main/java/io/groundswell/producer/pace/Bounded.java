package io.groundswell.producer.pace;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Another pace's first orders.
 *
 * @param pace the other
 * @param count how many at most
 * @param within only those that are due before this time has passed
 */
public record Bounded(Pace pace, long count, Duration within) implements Pace {

  /** The first orders, however long they take. */
  public static Pace by(Pace pace, long count) {
    return new Bounded(pace, count, Duration.ofNanos(NEVER));
  }

  /** The orders of the first time, however many they are. */
  public static Pace by(Pace pace, Duration within) {
    return new Bounded(pace, MAX_ORDERS, within);
  }

  @Override
  public OptionalLong due(long sequence) {
    if (sequence >= count) {
      return OptionalLong.empty();
    }
    OptionalLong due = pace.due(sequence);
    return due.isPresent() && due.getAsLong() < within.toNanos() ? due : OptionalLong.empty();
  }
}
