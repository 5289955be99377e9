package io.groundswell.lab.metrics;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One condition of a PromQL selector. A label that isn't there reads as empty, and an expression
 * has to match all of the value.
 *
 * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
 */
record LabelMatcher(String label, String operator, Pattern value) {

  /**
   * @throws IllegalArgumentException if the value is a wrong expression
   */
  static LabelMatcher of(String label, String operator, String value) {
    try {
      return new LabelMatcher(
          label,
          operator,
          Pattern.compile(operator.endsWith("~") ? value : Pattern.quote(value), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          label + operator + "\"" + value + "\" is no regular expression", e);
    }
  }

  boolean matches(Map<String, String> labels) {
    boolean same = value.matcher(labels.getOrDefault(label, "")).matches();
    return operator.startsWith("!") != same;
  }
}
