package io.groundswell.lab.metrics;

import io.groundswell.lab.LabException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one shape of PromQL that is understood without a Prometheus: {@code
 * sum(rate(metric{label="value",...}[range]))}.
 *
 * @param metric a counter
 * @param matchers which of its series count
 * @param range that the rate is taken over
 */
record RateQuery(String metric, List<LabelMatcher> matchers, Duration range) {

  private static final Pattern SHAPE =
      Pattern.compile(
          "\\s*sum\\s*\\(\\s*rate\\s*\\(\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*"
              + "(?:\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)})?"
              + "\\s*\\[\\s*((?:\\d{1,9}(?:ms|[smhdwy]))+)\\s*]\\s*\\)\\s*\\)\\s*",
          Pattern.DOTALL);

  private static final Pattern MATCHER =
      Pattern.compile(
          "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|$)");

  RateQuery {
    matchers = List.copyOf(matchers);
  }

  /**
   * Reads a query.
   *
   * @throws LabException if it has another shape
   */
  static RateQuery parse(String query) {
    Matcher shape = SHAPE.matcher(query);
    if (!shape.matches()) {
      throw notUnderstood(query, "it isn't sum(rate(metric{label=\"value\",...}[1m]))");
    }
    Duration range = Ranges.parse(shape.group(3));
    if (range.isZero()) {
      throw notUnderstood(query, "its range is empty");
    }
    String conditions = shape.group(2) == null ? "" : shape.group(2).strip();
    return new RateQuery(shape.group(1), matchers(query, conditions), range);
  }

  private static List<LabelMatcher> matchers(String query, String conditions) {
    List<LabelMatcher> matchers = new ArrayList<>();
    Matcher each = MATCHER.matcher(conditions);
    int at = 0;
    while (at < conditions.length()) {
      if (!each.find(at) || each.start() != at) {
        throw notUnderstood(query, "its condition '" + conditions.substring(at) + "' isn't plain");
      }
      String value = each.group(3).replace("\\\"", "\"").replace("\\\\", "\\");
      try {
        matchers.add(LabelMatcher.of(each.group(1), each.group(2), value));
      } catch (IllegalArgumentException e) {
        throw notUnderstood(query, e.getMessage());
      }
      at = each.end();
    }
    return matchers;
  }

  private static LabException notUnderstood(String query, String why) {
    return new LabException(
        "query '%s' needs a real Prometheus, as %s: put prometheus on the PATH"
            .formatted(query, why));
  }

  /** Whether a series counts. */
  boolean selects(Series series) {
    return series.metric().equals(metric)
        && matchers.stream().allMatch(matcher -> matcher.matches(series.labels()));
  }

  /**
   * Its value.
   *
   * @param history of all series
   * @param now end of the range, milliseconds
   * @return empty where no series has two samples in the range
   */
  OptionalDouble evaluate(Map<Series, List<Counter.Point>> history, long now) {
    double[] rates =
        history.entrySet().stream()
            .filter(series -> selects(series.getKey()))
            .map(series -> Counter.rate(series.getValue(), range.toMillis(), now))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    return rates.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(java.util.Arrays.stream(rates).sum());
  }
}
