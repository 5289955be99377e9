package io.groundswell.lab.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ranges in a PromQL query, such as {@code [1m]}. Where the autoscaler's clock runs N times as
 * fast, they have to be N times as short.
 */
public final class Ranges {

  /** A quoted string, which is left as it is, or a range. */
  private static final Pattern STRING_OR_RANGE =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`"
              + "|\\[\\s*((?:\\d{1,9}(?:ms|[smhdwy]))+)\\s*]");

  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|[smhdwy])");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7),
          "y", Duration.ofDays(365));

  private Ranges() {}

  /** The query with every range divided by {@code speed}, to whole milliseconds. */
  public static String shortened(String query, double speed) {
    return STRING_OR_RANGE
        .matcher(query)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1) == null
                        ? match.group()
                        : "["
                            + Math.max(1, Math.round(parse(match.group(1)).toMillis() / speed))
                            + "ms]"));
  }

  /** The shortest range of a query; empty if it has none. */
  static Optional<Duration> shortest(String query) {
    return STRING_OR_RANGE
        .matcher(query)
        .results()
        .filter(match -> match.group(1) != null)
        .map(match -> parse(match.group(1)))
        .min(Duration::compareTo);
  }

  /** A duration as PromQL writes it, such as {@code 1m30s}. */
  static Duration parse(String text) {
    return PART.matcher(text)
        .results()
        .map(part -> UNITS.get(part.group(2)).multipliedBy(Long.parseLong(part.group(1))))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
