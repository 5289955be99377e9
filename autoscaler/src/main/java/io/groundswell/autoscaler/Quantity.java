package io.groundswell.autoscaler;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes' quantities, such as {@code 10}, {@code 500m}, {@code 1.5Gi}, {@code 2e3}. */
public final class Quantity {

  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:([eE][+-]?\\d{1,3})|(n|u|m|k|Ki|[MGTPE]i?))?");

  private static final Map<String, BigDecimal> SUFFIXES =
      Map.ofEntries(
          Map.entry("n", BigDecimal.valueOf(1, 9)),
          Map.entry("u", BigDecimal.valueOf(1, 6)),
          Map.entry("m", BigDecimal.valueOf(1, 3)),
          Map.entry("k", BigDecimal.valueOf(1, -3)),
          Map.entry("M", BigDecimal.valueOf(1, -6)),
          Map.entry("G", BigDecimal.valueOf(1, -9)),
          Map.entry("T", BigDecimal.valueOf(1, -12)),
          Map.entry("P", BigDecimal.valueOf(1, -15)),
          Map.entry("E", BigDecimal.valueOf(1, -18)),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  private Quantity() {}

  /**
   * A quantity in thousandths, rounded up; at most what fits 64 bits.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static long milli(String text) {
    Matcher matcher = FORM.matcher(text);
    if (text.length() > 64 || !matcher.matches()) {
      throw new IllegalArgumentException(
          "quantity is '" + text + "', must be one such as 10, 500m or 1Gi");
    }
    String exponent = matcher.group(2) == null ? "" : matcher.group(2);
    BigDecimal value = new BigDecimal(matcher.group(1) + exponent);
    if (matcher.group(3) != null) {
      value = value.multiply(SUFFIXES.get(matcher.group(3)));
    }
    BigDecimal milli = value.movePointRight(3).setScale(0, RoundingMode.CEILING);
    return milli
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .max(BigDecimal.valueOf(Long.MIN_VALUE))
        .longValue();
  }
}
