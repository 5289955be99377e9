package io.groundswell.brokers;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The rate of a counter over the last few seconds, from samples of it. Not thread-safe.
 *
 * <p>RabbitMQ's management plugin does the same over its sampling interval of five seconds.
 */
final class RateWindow {

  private static final long WINDOW_NANOS = 5_000_000_000L;

  private record Sample(long nanos, long count) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Notes what the counter read at a moment; moments must not go back. */
  void sample(long nanos, long count) {
    samples.addLast(new Sample(nanos, count));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  /** Counts per second over the window; 0 until there are two samples. */
  double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    long nanos = last.nanos - first.nanos;
    return nanos <= 0 ? 0 : Math.max(0, last.count - first.count) * 1e9 / nanos;
  }
}
