package io.groundswell.keda.deployment;

import java.math.BigDecimal;

/** Names of settings and their values, as they are written. */
final class Setting {

  /** Prefix of all settings of the extension. */
  static final String PREFIX = "quarkus.keda.";

  private Setting() {}

  /** Prefix of the settings of a channel's trigger. */
  static String channel(String name) {
    return PREFIX + "channels." + segment(name);
  }

  /** Prefix of the settings of another trigger. */
  static String trigger(String name) {
    return PREFIX + "triggers." + segment(name);
  }

  /** Prefix of the settings of a metric of the pods. */
  static String podsMetric(String name) {
    return PREFIX + "pods-metrics." + segment(name);
  }

  /** A key within a setting's name: in quotation marks, if it holds more than a word. */
  static String segment(String key) {
    return key.matches("[\\w-]+") ? key : '"' + key + '"';
  }

  /** A number as KEDA reads it: no exponent, no zeros at its end. */
  static String text(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
