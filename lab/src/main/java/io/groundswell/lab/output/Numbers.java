package io.groundswell.lab.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers for people, without a locale. */
public final class Numbers {

  private Numbers() {}

  /** At most three decimals, no trailing zeros: {@code 10}, {@code 2.5}. */
  public static String plain(double value) {
    return rounded(BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
  }

  /** Three digits or, of larger numbers, all before the point: {@code 0.0471}, {@code 12345}. */
  public static String short3(double value) {
    return rounded(
        Math.abs(value) >= 100
            ? BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_UP)
            : BigDecimal.valueOf(value).round(new MathContext(3, RoundingMode.HALF_UP)));
  }

  /** With a gap between thousands: {@code 568 283}. */
  public static String count(long value) {
    StringBuilder text = new StringBuilder(Long.toString(value));
    for (int i = text.length() - 3; i > (value < 0 ? 1 : 0); i -= 3) {
      text.insert(i, ' ');
    }
    return text.toString();
  }

  /** Milliseconds below 10 s, else three digits: {@code 0.047 s}, {@code 85.3 s}. */
  public static String seconds(double value) {
    return (value < 10 ? plain(value) : short3(value)) + " s";
  }

  /** A length of time in its two largest units: {@code 7 d}, {@code 1 h 30 min}, {@code 45 s}. */
  public static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return plain(seconds) + " s";
    }
    long[] lengths = {86_400, 3_600, 60, 1};
    String[] units = {" d", " h", " min", " s"};
    for (int i = 0; i < 3; i++) {
      if (whole >= lengths[i]) {
        long rest = whole % lengths[i] / lengths[i + 1];
        return whole / lengths[i] + units[i] + (rest == 0 ? "" : " " + rest + units[i + 1]);
      }
    }
    throw new IllegalStateException();
  }

  private static String rounded(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
