package io.groundswell.producer.pace;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;

/** Counts per interval: each one's orders are spread evenly over one step. */
public final class Trace implements Pace {

  /** Most orders in one interval. */
  public static final long MAX_COUNT = Rate.MAX_ORDERS;

  /** Orders before each interval, and of all at the end. */
  private final long[] before;

  private final long step;

  /**
   * @param counts of the intervals, each 0 to {@value #MAX_COUNT}
   * @param step how long an interval lasts here
   */
  public Trace(long[] counts, Duration step) {
    this.step = step.toNanos();
    before = new long[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0 || counts[i] > MAX_COUNT) {
        throw new IllegalArgumentException("interval " + i + " has " + counts[i] + " orders");
      }
      before[i + 1] = before[i] + counts[i];
    }
    if (before[counts.length] > MAX_ORDERS) {
      throw new IllegalArgumentException("more than " + MAX_ORDERS + " orders");
    }
  }

  @Override
  public OptionalLong due(long sequence) {
    if (sequence >= before[before.length - 1]) {
      return OptionalLong.empty();
    }
    int interval = intervalOf(sequence);
    long count = before[interval + 1] - before[interval];
    return OptionalLong.of(interval * step + Even.share(sequence - before[interval], count, step));
  }

  /** The last interval that begins with no more orders than that: empty ones are passed over. */
  private int intervalOf(long sequence) {
    int found = Arrays.binarySearch(before, sequence);
    if (found < 0) {
      return -found - 2;
    }
    while (before[found + 1] == sequence) {
      found++;
    }
    return found;
  }
}
