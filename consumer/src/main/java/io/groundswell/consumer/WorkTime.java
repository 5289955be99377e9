package io.groundswell.consumer;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long the work on an order lasts: evenly spread between two durations, or fixed.
 *
 * @param min shortest
 * @param max longest
 */
record WorkTime(Duration min, Duration max) {

  static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Reads {@code 200ms} or {@code 100ms..300ms}.
   *
   * @throws IllegalArgumentException if it is neither, or longer than {@link #LONGEST}
   */
  static WorkTime parse(String text) {
    int dots = text.indexOf("..");
    Duration min = duration(dots < 0 ? text : text.substring(0, dots));
    Duration max = dots < 0 ? min : duration(text.substring(dots + 2));
    if (min.isNegative() || min.compareTo(max) > 0 || max.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(text);
    }
    return new WorkTime(min, max);
  }

  /** A duration for one attempt. */
  Duration pick(RandomGenerator random) {
    long spread = max.minus(min).toNanos();
    return spread == 0 ? min : min.plusNanos(random.nextLong(spread + 1));
  }

  private static Duration duration(String text) {
    Duration duration = DurationConverter.parseDuration(text.strip());
    if (duration == null) {
      throw new IllegalArgumentException("empty");
    }
    return duration;
  }
}
