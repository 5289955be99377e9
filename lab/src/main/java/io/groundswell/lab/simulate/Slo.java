package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.TimeDistribution;
import io.groundswell.autoscaler.simulator.Waits;
import io.groundswell.lab.LabException;
import io.groundswell.lab.output.Numbers;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long orders may wait.
 *
 * @param statistic which of the waits counts
 * @param limit what it has to be below
 */
record Slo(Statistic statistic, Duration limit) {

  private static final Pattern FORM =
      Pattern.compile("(?:(p50|p95|p99|max)\\s+wait\\s*<\\s*)?(\\S+)");

  /** A number that waits come down to. */
  enum Statistic {
    P50,
    P95,
    P99,
    MAX;

    double of(Waits waits) {
      return switch (this) {
        case P50 -> waits.p50();
        case P95 -> waits.p95();
        case P99 -> waits.p99();
        case MAX -> waits.max();
      };
    }

    /** As options spell it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads {@code p95 wait < 5s}, or {@code 5s}, which is short for it.
   *
   * @throws LabException if it is neither
   */
  static Slo parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    try {
      if (matcher.matches()) {
        Duration limit = TimeDistribution.duration(matcher.group(2));
        String statistic = matcher.group(1) == null ? "p95" : matcher.group(1);
        return new Slo(Statistic.valueOf(statistic.toUpperCase(Locale.ROOT)), limit);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new LabException(
        "--slo '" + text + "' is none: it may be 'p95 wait < 5s', with p50, p95, p99 or max");
  }

  /** Whether it is kept. */
  boolean keptBy(Waits waits) {
    return statistic.of(waits) < seconds();
  }

  double seconds() {
    return limit.toNanos() / 1e9;
  }

  /** Such as {@code p95 wait < 5 s}. */
  @Override
  public String toString() {
    return statistic + " wait < " + Numbers.plain(seconds()) + " s";
  }
}
