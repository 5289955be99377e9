package io.groundswell.keda.deployment;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the settings: one line each, all of them reported together. */
final class Problems {

  private final List<String> lines = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** Notes a problem: the setting, its value, and what it may be. */
  void add(String format, Object... arguments) {
    lines.add(line(format, arguments));
  }

  /** Notes what need not end the build. */
  void warn(String format, Object... arguments) {
    warnings.add(line(format, arguments));
  }

  /** What was noted, in the order in which it was found. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** What need not end the build. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private static String line(String format, Object... arguments) {
    return String.format(format, arguments).replaceAll("\\R", " ");
  }
}
