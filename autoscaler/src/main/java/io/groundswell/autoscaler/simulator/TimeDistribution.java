package io.groundswell.autoscaler.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long something takes. */
public sealed interface TimeDistribution {

  /** Longer than anything that is worth simulating. */
  Duration LONGEST = Duration.ofDays(1);

  /** Draws a time, in nanoseconds, from 0 to {@link #LONGEST}. */
  long nanos(RandomGenerator random);

  /**
   * Evenly spread between two times, or fixed where they are the same.
   *
   * @param min shortest
   * @param max longest
   */
  record Between(Duration min, Duration max) implements TimeDistribution {
    public Between {
      requireTime(min);
      requireTime(max);
      if (min.compareTo(max) > 0) {
        throw new IllegalArgumentException("the shorter time comes first");
      }
    }

    @Override
    public long nanos(RandomGenerator random) {
      long shortest = min.toNanos();
      long spread = max.toNanos() - shortest;
      return spread == 0 ? shortest : shortest + random.nextLong(spread + 1);
    }
  }

  /**
   * Mostly short, sometimes long: exponential.
   *
   * @param mean on average
   */
  record Exponential(Duration mean) implements TimeDistribution {
    public Exponential {
      requireTime(mean);
    }

    @Override
    public long nanos(RandomGenerator random) {
      return bounded(mean.toNanos() * random.nextExponential());
    }
  }

  /**
   * Never short, sometimes long, as starts and calls often are: log-normal.
   *
   * @param median half are shorter
   * @param p95 95 % are shorter
   */
  record LogNormal(Duration median, Duration p95) implements TimeDistribution {

    /** How many standard deviations the 95th percentile of a normal distribution is off. */
    private static final double Z95 = 1.6448536269514722;

    public LogNormal {
      requireTime(median);
      requireTime(p95);
      if (median.isZero() || median.compareTo(p95) > 0) {
        throw new IllegalArgumentException("the median is above 0 and not above the 95 %");
      }
    }

    @Override
    public long nanos(RandomGenerator random) {
      double sigma = Math.log((double) p95.toNanos() / median.toNanos()) / Z95;
      return bounded(median.toNanos() * Math.exp(sigma * random.nextGaussian()));
    }
  }

  /** Always the same. */
  static TimeDistribution fixed(Duration time) {
    return new Between(time, time);
  }

  /**
   * Reads {@code 200ms}, {@code 100ms..300ms}, {@code exp:200ms} (its mean), or {@code
   * lognormal:200ms:1s} (its median and its 95th percentile).
   *
   * @throws IllegalArgumentException if it is none of these; the message says what it may be
   */
  static TimeDistribution parse(String text) {
    try {
      String[] parts = text.strip().split(":", -1);
      if (parts[0].equals("exp") && parts.length == 2) {
        return new Exponential(duration(parts[1]));
      }
      if (parts[0].equals("lognormal") && parts.length == 3) {
        return new LogNormal(duration(parts[1]), duration(parts[2]));
      }
      int dots = text.indexOf("..");
      Duration min = duration(dots < 0 ? text : text.substring(0, dots));
      return new Between(min, dots < 0 ? min : duration(text.substring(dots + 2)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no time: it may be 200ms, 100ms..300ms, exp:200ms (mean) or"
              + " lognormal:200ms:1s (median, 95 %), of at most 1 day",
          e);
    }
  }

  /**
   * Reads a time such as {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}, {@code 7d}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Duration duration(String text) {
    Matcher matcher =
        Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)").matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time: it may be 500ms, 30s, 10m, 2h or 7d");
    }
    double unit =
        switch (matcher.group(2)) {
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "m" -> 60e9;
          case "h" -> 3600e9;
          default -> 86400e9;
        };
    return Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * unit));
  }

  private static void requireTime(Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(time + " is not from 0 to 1 day");
    }
  }

  private static long bounded(double nanos) {
    return Math.min((long) nanos, LONGEST.toNanos());
  }
}
