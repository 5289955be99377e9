package io.groundswell.autoscaler.simulator;

import org.HdrHistogram.IntCountsHistogram;

/**
 * How long orders waited, from their placing to the start of their work, in seconds. Percentiles
 * are nearest ranks, off by at most 1 ms or 0.1 %; the largest is exact.
 *
 * @param p50 half waited no longer
 * @param p95 95 % waited no longer
 * @param p99 99 % waited no longer
 * @param max nobody waited longer
 * @param mean on average
 */
public record Waits(double p50, double p95, double p99, double max, double mean) {

  /** Collects waits in an amount of memory that grows with the longest only. */
  static final class Collector {

    private static final int DIGITS = 3;
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private final IntCountsHistogram millis = new IntCountsHistogram(DIGITS);
    private long longest;
    private double sum;

    /** Counts a wait in nanoseconds. */
    void add(long wait) {
      millis.recordValue(wait / 1_000_000);
      longest = Math.max(longest, wait);
      sum += wait;
    }

    void addAll(Collector other) {
      millis.add(other.millis);
      longest = Math.max(longest, other.longest);
      sum += other.sum;
    }

    Waits waits() {
      long count = millis.getTotalCount();
      return count == 0
          ? new Waits(0, 0, 0, 0, 0)
          : new Waits(
              percentile(50), percentile(95), percentile(99), longest / NANOS, sum / count / NANOS);
    }

    private double percentile(double percent) {
      return Math.min(millis.getValueAtPercentile(percent) / MILLIS, longest / NANOS);
    }

    /** Bytes that it takes, about. */
    int footprint() {
      return millis.getEstimatedFootprintInBytes();
    }
  }
}
