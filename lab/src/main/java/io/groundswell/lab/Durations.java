package io.groundswell.lab;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times such as {@code 500ms}, {@code 30s} or {@code 10m}. */
final class Durations {

  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");

  private Durations() {}

  /**
   * The time that an option says.
   *
   * @throws LabException if it says none
   */
  static Duration of(String option, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new LabException(option + " " + text + " is no time such as 500ms, 30s or 10m");
    }
    double value = Double.parseDouble(matcher.group(1));
    long millis =
        Math.round(
            value
                * switch (matcher.group(2)) {
                  case "ms" -> 1;
                  case "s" -> 1_000;
                  case "m" -> 60_000;
                  default -> 3_600_000;
                });
    return Duration.ofMillis(millis);
  }
}
