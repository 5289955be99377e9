package io.groundswell.producer.pace;

import java.util.OptionalLong;

/**
 * Orders at a rate that may be changed. What is left of the wait for the next order is stretched or
 * shortened with the rate, so that neither a change nor many of them make an order come early;
 * orders that are overdue at a change are forgotten, save one.
 *
 * @param rate from now on
 * @param first the sequence of the first order at this rate
 * @param since when this rate began, nanoseconds from the beginning of the run
 * @param ahead how much of the first order's interval is still to pass, 0 to 1
 */
public record Changing(Rate rate, long first, long since, double ahead) implements Pace {

  /** A rate from the beginning on, with the first order at once. */
  public static Changing from(Rate rate) {
    return new Changing(rate, 0, 0, 0);
  }

  /**
   * The pace with another rate.
   *
   * @param now nanoseconds from the beginning of the run
   * @param next the sequence of the next order to place
   */
  public Changing to(Rate other, long now, long next) {
    return new Changing(other, next, now, aheadAt(now, next));
  }

  @Override
  public OptionalLong due(long sequence) {
    if (rate.orders() == 0) {
      return OptionalLong.of(NEVER);
    }
    long head = (long) Math.ceil(ahead * interval());
    long rest = Even.after(sequence - first, rate);
    return OptionalLong.of(rest >= NEVER - head - since ? NEVER : since + head + rest);
  }

  private double aheadAt(long now, long next) {
    if (rate.orders() == 0) {
      return ahead;
    }
    double left = (due(next).getAsLong() - now) / interval();
    return Math.clamp(left, 0, 1);
  }

  private double interval() {
    return (double) rate.per().toNanos() / rate.orders();
  }
}
