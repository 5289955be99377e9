package io.groundswell.lab.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' text format, as far as it is needed: the samples of one metric. Lines that aren't
 * understood are passed over.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
final class Exposition {

  private static final Pattern LABEL =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");

  private Exposition() {}

  /** The values of a metric by their labels. */
  static Map<Map<String, String>, Double> samples(String text, String metric) {
    Map<Map<String, String>, Double> samples = new HashMap<>();
    text.lines()
        .filter(line -> line.startsWith(metric))
        .forEach(line -> sample(line.substring(metric.length()), samples));
    return samples;
  }

  /** What stands behind the name: labels in braces, a value, and perhaps a time. */
  private static void sample(String rest, Map<Map<String, String>, Double> samples) {
    Map<String, String> labels = new HashMap<>();
    int at = 0;
    if (rest.startsWith("{")) {
      at = 1;
      Matcher label = LABEL.matcher(rest);
      while (label.find(at) && label.start() == at) {
        labels.put(label.group(1), unescaped(label.group(2)));
        at = label.end();
      }
      if (at >= rest.length() || rest.charAt(at) != '}') {
        return;
      }
      at++;
    } else if (!rest.startsWith(" ") && !rest.startsWith("\t")) {
      return;
    }
    try {
      samples.put(labels, Double.parseDouble(rest.substring(at).strip().split("\\s+")[0]));
    } catch (NumberFormatException e) {
      // +Inf and the like are no counters.
    }
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
