package io.groundswell.autoscaler.hpa;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Thousandths as Kubernetes counts metrics, in 64 bits that stop at their ends. */
public final class Milli {

  private Milli() {}

  /** A value in thousandths, rounded up, as the HPA reads any quantity. */
  public static long ceil(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    if (Math.abs(value) >= Long.MAX_VALUE / 1000.0) {
      return value > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    return BigDecimal.valueOf(value)
        .movePointRight(3)
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  /** The sum, or the largest number where there is none so large. */
  public static long add(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return sum;
  }

  /** The sum of all, or the largest number where there is none so large. */
  public static long sum(long... values) {
    long sum = 0;
    for (long value : values) {
      sum = add(sum, value);
    }
    return sum;
  }

  /** Rounded up to whole replicas, at most {@link Integer#MAX_VALUE}. */
  static int replicas(double exact) {
    return (int) Math.min(Math.ceil(exact), Integer.MAX_VALUE);
  }
}
