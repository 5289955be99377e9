package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.TriggerMetric;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What KEDA makes of one answer of a source.
 *
 * @param metric whose it is
 * @param outcome a value, or why there is none
 */
public record Measured(TriggerMetric metric, Outcome outcome) {

  /** A value in thousandths, or why there is none. */
  public sealed interface Outcome {

    /** Whether it calls for a replica. */
    default boolean active() {
      return false;
    }
  }

  /**
   * The source answered.
   *
   * @param milli thousandths that the HPA is told
   * @param active whether it calls for a replica
   */
  public record Known(long milli, boolean active) implements Outcome {}

  /**
   * The source failed too often: the fallback stands for it.
   *
   * @param milli thousandths that the HPA is told
   * @param fallback what it was made up from
   */
  public record Substituted(long milli, Limit.Fallback fallback) implements Outcome {
    @Override
    public boolean active() {
      return true;
    }
  }

  /**
   * The source failed too often: the formula of the scaling modifiers sees nil.
   *
   * @param fallback what the whole falls back to if the formula comes to nil
   */
  public record Absent(Limit.Fallback fallback) implements Outcome {}

  /**
   * The source failed.
   *
   * @param message why
   */
  public record Failed(String message) implements Outcome {}

  /**
   * A source's value in thousandths, to the nearest one: what can't be counted or is below zero
   * counts as zero.
   */
  public static long milli(double value) {
    if (!Double.isFinite(value) || value < 0) {
      return 0;
    }
    if (value == (int) value) {
      return (int) value * 1000L;
    }
    return new BigDecimal(value)
        .movePointRight(3)
        .setScale(0, RoundingMode.HALF_EVEN)
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValue();
  }
}
