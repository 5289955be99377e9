package io.groundswell.triggers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes texts as Go's standard library does, on which KEDA's settings rest. */
final class GoText {

  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

  private static final Pattern JSON_INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern INFINITE =
      Pattern.compile("([+-]?)inf(inity)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern DURATION =
      Pattern.compile("([+-]?)((?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)");
  private static final Pattern DURATION_PART = Pattern.compile("([0-9.]+)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoText() {}

  /** {@code strconv.ParseBool}. */
  static Optional<Boolean> bool(String text) {
    return TRUE.contains(text)
        ? Optional.of(true)
        : FALSE.contains(text) ? Optional.of(false) : Optional.empty();
  }

  /** A JSON number as {@code int64}. */
  static OptionalLong jsonInteger(String text) {
    return JSON_INTEGER.matcher(text).matches() ? longOf(text) : OptionalLong.empty();
  }

  /** A JSON number as {@code float64}. */
  static OptionalDouble jsonNumber(String text) {
    return JSON_NUMBER.matcher(text).matches() ? finite(text) : OptionalDouble.empty();
  }

  /** {@code strconv.ParseInt} of base 10 and 64 bits. */
  static OptionalLong integer(String text) {
    return DECIMAL.matcher(text).matches() ? longOf(text) : OptionalLong.empty();
  }

  /** {@code strconv.ParseInt} of base 10 and 32 bits. */
  static OptionalInt integer32(String text) {
    OptionalLong value = integer(text);
    return value.isPresent() && value.getAsLong() == (int) value.getAsLong()
        ? OptionalInt.of((int) value.getAsLong())
        : OptionalInt.empty();
  }

  /** {@code strconv.ParseFloat}, without its hexadecimal form. */
  static OptionalDouble floating(String text) {
    Matcher infinite = INFINITE.matcher(text);
    if (infinite.matches()) {
      return OptionalDouble.of(
          infinite.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    if (text.equalsIgnoreCase("nan")) {
      return OptionalDouble.of(Double.NaN);
    }
    return FLOAT.matcher(text).matches() ? finite(text) : OptionalDouble.empty();
  }

  /** {@code time.ParseDuration}. */
  static Optional<Duration> duration(String text) {
    if (text.matches("[+-]?0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher whole = DURATION.matcher(text);
    if (!whole.matches()) {
      return Optional.empty();
    }
    double nanos = 0;
    Matcher part = DURATION_PART.matcher(whole.group(2));
    while (part.find()) {
      nanos += Double.parseDouble(part.group(1)) * NANOS.get(part.group(2));
    }
    if (nanos > Long.MAX_VALUE) {
      return Optional.empty();
    }
    Duration duration = Duration.ofNanos((long) nanos);
    return Optional.of(whole.group(1).equals("-") ? duration.negated() : duration);
  }

  /** {@code url.QueryEscape}. */
  static String queryEscape(String text) {
    return URLEncoder.encode(text, UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  private static OptionalLong longOf(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // out of range
    }
  }

  private static OptionalDouble finite(String text) {
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
