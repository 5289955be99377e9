package io.groundswell.lab.run;

import java.util.Arrays;

/**
 * Seconds that half, 95 %, 99 % and all of the values don't exceed (nearest rank); all 0 where
 * there are no values.
 */
public record Percentiles(double p50, double p95, double p99, double max) {

  /** Sorts the given array. */
  static Percentiles of(double[] seconds) {
    if (seconds.length == 0) {
      return new Percentiles(0, 0, 0, 0);
    }
    Arrays.sort(seconds);
    return new Percentiles(
        rank(seconds, 50), rank(seconds, 95), rank(seconds, 99), seconds[seconds.length - 1]);
  }

  private static double rank(double[] sorted, int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
