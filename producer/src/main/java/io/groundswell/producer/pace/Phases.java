package io.groundswell.producer.pace;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * One even pace after another, each for the same time.
 *
 * @param periods one order every so long, at least one period
 * @param each how long each of them goes on
 */
public record Phases(List<Duration> periods, Duration each) implements Pace {

  /** Most periods in turn. */
  public static final int MAX_PERIODS = 1000;

  /**
   * @throws IllegalArgumentException if there is no period, too many, or one isn't positive
   */
  public Phases {
    periods = List.copyOf(periods);
    if (periods.isEmpty() || periods.size() > MAX_PERIODS) {
      throw new IllegalArgumentException("1 to " + MAX_PERIODS + " periods: " + periods.size());
    }
    if (!each.isPositive() || !periods.stream().allMatch(Duration::isPositive)) {
      throw new IllegalArgumentException("times must be positive");
    }
  }

  @Override
  public OptionalLong due(long sequence) {
    long before = 0;
    for (int phase = 0; phase < periods.size(); phase++) {
      long period = periods.get(phase).toNanos();
      long orders = Math.ceilDiv(each.toNanos(), period);
      if (sequence - before < orders) {
        return OptionalLong.of(phase * each.toNanos() + (sequence - before) * period);
      }
      before += orders;
    }
    return OptionalLong.empty();
  }
}
