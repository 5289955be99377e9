package io.groundswell.producer.pace;

import java.util.OptionalLong;

/**
 * Orders at one rate without end, the first at the beginning.
 *
 * @param rate of at least one order
 */
public record Even(Rate rate) implements Pace {

  /**
   * @throws IllegalArgumentException if the rate is none
   */
  public Even {
    if (rate.orders() == 0) {
      throw new IllegalArgumentException("a rate of none has no orders");
    }
  }

  @Override
  public OptionalLong due(long sequence) {
    return OptionalLong.of(after(sequence, rate));
  }

  /** How long so many intervals of a rate last, rounded up; {@link #NEVER} if that is too long. */
  static long after(long intervals, Rate rate) {
    long per = rate.per().toNanos();
    long whole = intervals / rate.orders();
    if (whole >= NEVER / per - 1) {
      return NEVER;
    }
    return whole * per + share(intervals % rate.orders(), rate.orders(), per);
  }

  /**
   * {@code span * part / parts}, rounded up, in whole numbers that don't overflow.
   *
   * @param part at most {@code parts}
   * @param parts at most {@value Rate#MAX_ORDERS}
   */
  static long share(long part, long parts, long span) {
    return span / parts * part + Math.ceilDiv(span % parts * part, parts);
  }
}
