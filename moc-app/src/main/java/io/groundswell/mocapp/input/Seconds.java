package io.groundswell.mocapp.input;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A number of seconds in a path: 1 to 300. */
public final class Seconds {

  private static final int LEAST = 1;
  private static final int MOST = 300;
  private static final List<Object> WHERE = List.of("path", "duration_seconds");

  private Seconds() {}

  /**
   * Reads it.
   *
   * @throws InvalidException if it is no whole number, or out of bounds
   */
  public static Duration parse(String text) {
    if (!text.strip().matches("[+-]?\\d{1,1000}(\\.0*)?")) {
      throw Invalid.of(
              "int_parsing",
              WHERE,
              "Input should be a valid integer, unable to parse string as an integer",
              text)
          .thrown();
    }
    BigDecimal seconds = new BigDecimal(text.strip());
    if (seconds.compareTo(BigDecimal.valueOf(LEAST)) < 0) {
      throw outOfBounds("greater_than_equal", "greater than or equal to ", "ge", LEAST, text);
    }
    if (seconds.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw outOfBounds("less_than_equal", "less than or equal to ", "le", MOST, text);
    }
    return Duration.ofSeconds(seconds.intValue());
  }

  private static InvalidException outOfBounds(
      String type, String words, String key, int bound, String text) {
    String msg = "Input should be " + words + bound;
    return new Invalid(type, WHERE, msg, text, Map.of(key, bound)).thrown();
  }
}
