package io.groundswell.autoscaler;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers in sentences: short, without a locale. */
final class Words {

  private Words() {}

  /** At most three decimals, no trailing zeros. */
  static String number(double value) {
    if (value == (long) value) {
      return Long.toString((long) value);
    }
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "undefined" : "infinite";
    }
    return BigDecimal.valueOf(value)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Seconds to a tenth. */
  static String seconds(double value) {
    return number(Math.round(value * 10) / 10.0) + " s";
  }

  static String replicas(int count) {
    return count == 1 ? "1 replica" : count + " replicas";
  }
}
