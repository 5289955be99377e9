package io.groundswell.producer.pace;

import java.util.OptionalLong;

/**
 * When the orders of a run are due, in nanoseconds from its beginning. An order may be placed later
 * than that (the broker may be away), never earlier.
 */
public sealed interface Pace permits AtOnce, Even, Phases, Trace, Changing, Bounded {

  /** Due in no time that we shall see, but there may be a change. */
  long NEVER = Long.MAX_VALUE;

  /** No run is taken to have more orders than this. */
  long MAX_ORDERS = 1_000_000_000_000L;

  /**
   * When an order is due. Never falls as {@code sequence} rises.
   *
   * @param sequence the order's place in its run, from 0
   * @return empty if the run ends before it
   */
  OptionalLong due(long sequence);

  /** How many orders there are; empty if there is no end to them. */
  default OptionalLong size() {
    if (due(MAX_ORDERS).isPresent()) {
      return OptionalLong.empty();
    }
    long there = -1;
    long missing = MAX_ORDERS;
    while (missing - there > 1) {
      long middle = (there + missing) >>> 1;
      if (due(middle).isPresent()) {
        there = middle;
      } else {
        missing = middle;
      }
    }
    return OptionalLong.of(missing);
  }
}
