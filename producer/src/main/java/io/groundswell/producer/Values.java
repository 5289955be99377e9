package io.groundswell.producer;

import io.groundswell.producer.pace.Rate;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;

/** Settings from text. What is wrong is an {@link InvalidSettingException} with their name. */
public final class Values {

  private static final Duration LONGEST = Duration.ofDays(30);

  private Values() {}

  /** A whole number in bounds. */
  public static long whole(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InvalidSettingException(name, text, "a whole number from " + least + " to " + most);
  }

  /** A number in bounds, which needn't be whole. */
  public static double number(String name, String text, double least, double most) {
    try {
      double number = Double.parseDouble(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InvalidSettingException(name, text, "a number from " + least + " to " + most);
  }

  /** A rate, which may be none. */
  public static Rate rate(String name, String text) {
    try {
      return Rate.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          name, text, "orders per second, minute or hour such as 50/s, 300/m or 9/h");
    }
  }

  /** A time above zero. */
  public static Duration time(String name, String text) {
    try {
      Duration time = DurationConverter.parseDuration(text.strip());
      if (time != null && time.isPositive() && time.compareTo(LONGEST) <= 0) {
        return time;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new InvalidSettingException(
        name, text, "a time above 0 and up to 30d such as 100ms, 30s or 5m");
  }

  /** A name that makes no trouble in logs and ids. */
  public static String name(String name, String text, int longest) {
    if (text.isBlank() || text.length() > longest || !text.matches("[\\p{Graph}&&\\p{ASCII}]+")) {
      throw new InvalidSettingException(
          name, text, "1 to " + longest + " letters, digits or signs without spaces");
    }
    return text;
  }
}
