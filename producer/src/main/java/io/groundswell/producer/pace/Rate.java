package io.groundswell.producer.pace;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many orders in a time, evenly spread.
 *
 * @param orders 0 (none ever) to {@value #MAX_ORDERS}
 * @param per 1 ns to {@value #MAX_DAYS} days
 */
public record Rate(long orders, Duration per) {

  /** Most orders in the time of a rate. */
  public static final long MAX_ORDERS = 1_000_000_000;

  /** Longest time of a rate, in days. */
  public static final long MAX_DAYS = 365;

  /** What {@link #parse} takes, for messages. */
  public static final String FORMAT =
      "orders per second, minute or hour such as 50/s, 300/m or 9/h";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,10})(?:/(s|m|h))?");
  private static final Map<String, Duration> UNITS =
      Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

  /**
   * @throws IllegalArgumentException if a part is out of bounds
   */
  public Rate {
    if (orders < 0 || orders > MAX_ORDERS) {
      throw new IllegalArgumentException("a rate has 0 to " + MAX_ORDERS + " orders: " + orders);
    }
    if (!per.isPositive() || per.compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
      throw new IllegalArgumentException("a rate's time is up to " + MAX_DAYS + " days: " + per);
    }
  }

  /** No orders. */
  public static Rate none() {
    return new Rate(0, Duration.ofSeconds(1));
  }

  /** One order in that time. */
  public static Rate every(Duration period) {
    return new Rate(1, period);
  }

  /**
   * Reads {@value #FORMAT}; without a unit it is the second.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Rate parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a rate: " + text);
    }
    String unit = parts.group(2) == null ? "s" : parts.group(2);
    return new Rate(Long.parseLong(parts.group(1)), UNITS.get(unit));
  }

  /** The same in orders a second. */
  public double perSecond() {
    return orders * 1e9 / per.toNanos();
  }

  /** Such as {@code 50/s}, or {@code 1 in 0.1 s} for a period. */
  @Override
  public String toString() {
    return UNITS.entrySet().stream()
        .filter(unit -> unit.getValue().equals(per))
        .map(unit -> orders + "/" + unit.getKey())
        .findFirst()
        .orElseGet(() -> orders + " in " + per.toNanos() / 1e9 + " s");
  }
}
