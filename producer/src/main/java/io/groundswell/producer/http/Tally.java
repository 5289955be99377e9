package io.groundswell.producer.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts requests. Thread-safe. */
final class Tally {

  private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;

  private final Histogram all = new Histogram(LONGEST, DIGITS);
  private final Histogram quick = new Histogram(LONGEST, DIGITS);
  private long failed;
  private long bad;
  private long dropped;

  /**
   * How requests fared; times are seconds.
   *
   * @param requests that were sent and are over
   * @param failed those without an answer, or with one of 400 or more
   * @param bad those whose answer isn't as it should be, failed ones among them
   * @param dropped requests that weren't sent, as too many were under way
   * @param latency of all
   * @param quickP95 what 95 % of those didn't exceed that mustn't wait for a fire
   */
  record Counts(
      long requests, long failed, long bad, long dropped, Latency latency, double quickP95) {}

  /** Seconds that so many per cent of the requests didn't exceed. */
  record Latency(double p50, double p90, double p95, double p99, double max) {}

  /** A request is over. */
  synchronized void request(Ask ask, boolean hasFailed, boolean good, Duration took) {
    long micros = Math.min(LONGEST, took.toNanos() / 1000);
    all.recordValue(micros);
    if (ask.quick()) {
      quick.recordValue(micros);
    }
    failed += hasFailed ? 1 : 0;
    bad += good ? 0 : 1;
  }

  synchronized void dropped() {
    dropped++;
  }

  synchronized Counts counts() {
    return new Counts(
        all.getTotalCount(),
        failed,
        bad,
        dropped,
        new Latency(
            seconds(all, 50),
            seconds(all, 90),
            seconds(all, 95),
            seconds(all, 99),
            seconds(all, 100)),
        seconds(quick, 95));
  }

  private static double seconds(Histogram of, double percent) {
    return of.getTotalCount() == 0 ? 0 : of.getValueAtPercentile(percent) / 1e6;
  }
}
