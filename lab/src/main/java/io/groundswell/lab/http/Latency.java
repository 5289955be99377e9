package io.groundswell.lab.http;

import org.HdrHistogram.Histogram;

/**
 * Seconds that half, 95 %, 99 % and all of the requests didn't exceed, to three digits.
 *
 * @param count of the requests; where it is 0, so is all else
 */
public record Latency(long count, double p50, double p95, double p99, double max) {

  /** Of a histogram of microseconds. */
  static Latency of(Histogram micros) {
    return micros.getTotalCount() == 0
        ? new Latency(0, 0, 0, 0, 0)
        : new Latency(
            micros.getTotalCount(),
            micros.getValueAtPercentile(50) / 1e6,
            micros.getValueAtPercentile(95) / 1e6,
            micros.getValueAtPercentile(99) / 1e6,
            micros.getMaxValue() / 1e6);
  }
}
