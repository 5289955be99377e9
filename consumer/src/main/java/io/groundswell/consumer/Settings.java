package io.groundswell.consumer;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings, checked. Their environment names and meanings are in {@code consumer/README.md}.
 *
 * @param broker kind of the broker that orders come from, as {@code BROKER} names it
 * @param messages which messages are work
 * @param work how long one attempt at an order lasts
 * @param mode how it spends that time
 * @param failShare share of the attempts that fail, 0 to 1
 * @param attempts how often an order is tried before it goes to the dead letters, at least 1
 * @param concurrency how many orders are worked on at once, at least 1
 * @param prefetch how many orders the broker hands over ahead of their acknowledgement
 * @param receipts whether receipts are sent
 * @param drain how long orders in hand may take to end after a SIGTERM
 * @param instance names this replica in its receipts
 * @param logJson whether each log line is a JSON object
 */
record Settings(
    String broker,
    Messages messages,
    WorkTime work,
    Mode mode,
    double failShare,
    int attempts,
    int concurrency,
    int prefetch,
    boolean receipts,
    Duration drain,
    String instance,
    boolean logJson) {

  /** Which messages are work. */
  enum Messages {
    /** Orders; anything else goes to the dead letters. */
    ORDERS,
    /** Whatever comes. */
    ANY
  }

  /** What the work does with its time. */
  enum Mode {
    /** Waits, as for another service: costs no CPU. */
    WAIT,
    /** Spends that much CPU time. */
    CPU
  }

  private static final int MOST = 10_000;
  private static final List<String> BROKERS = List.of("rabbitmq", "kafka", "sqs");

  /**
   * @param processId names the replica where nothing else does
   * @throws InvalidSettingException for the first setting that can't be used
   */
  static Settings of(ConsumerConfig config, long processId) {
    int concurrency =
        read("CONSUMER_CONCURRENCY", config.concurrency(), "1", whole(1), Settings::count);
    read(
        "CONSUMER_GROUP_PROTOCOL",
        config.groupProtocol(),
        "classic",
        "consumer or classic",
        Settings::groupProtocol);
    read(
        "CONSUMER_VISIBILITY",
        config.visibility(),
        "30s",
        "a duration of whole seconds from 3s to 11h such as 30s",
        Settings::visibility);
    return new Settings(
        read("BROKER", config.broker(), "rabbitmq", "one of " + BROKERS, Settings::broker),
        read("CONSUMER_MESSAGES", config.messages(), "orders", "orders or any", Settings::messages),
        read(
            "CONSUMER_WORK",
            config.work(),
            "200ms",
            "a duration up to 1h such as 200ms, or a spread such as 100ms..300ms",
            WorkTime::parse),
        read("CONSUMER_MODE", config.mode(), "wait", "wait or cpu", Settings::mode),
        read(
            "CONSUMER_FAIL_SHARE",
            config.failShare(),
            "0",
            "a number from 0 (none) to 1 (all)",
            Settings::share),
        read("CONSUMER_ATTEMPTS", config.attempts(), "3", whole(1), Settings::count),
        concurrency,
        read(
            "CONSUMER_PREFETCH",
            config.prefetch(),
            Integer.toString(concurrency),
            whole(concurrency) + ", at least CONSUMER_CONCURRENCY",
            text -> atLeast(concurrency, count(text))),
        read("CONSUMER_RECEIPTS", config.receipts(), "true", "true or false", Settings::flag),
        read(
            "CONSUMER_DRAIN",
            config.drain(),
            "25s",
            "a duration above 0 such as 25s",
            Settings::drain),
        config.instance().filter(name -> !name.isBlank()).orElse("consumer-" + processId),
        read("LOG_JSON", config.logJson(), "false", "true or false", Settings::flag));
  }

  private static <T> T read(
      String name, Optional<String> given, String byDefault, String mayBe, Function<String, T> as) {
    String value = given.orElse(byDefault);
    try {
      return as.apply(value.strip());
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(name, value, mayBe);
    }
  }

  private static String whole(int least) {
    return "a whole number from " + least + " to " + MOST;
  }

  private static String broker(String text) {
    if (!BROKERS.contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static String groupProtocol(String text) {
    if (!text.equals("consumer") && !text.equals("classic")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static Messages messages(String text) {
    return switch (text) {
      case "orders" -> Messages.ORDERS;
      case "any" -> Messages.ANY;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Mode mode(String text) {
    return switch (text) {
      case "wait" -> Mode.WAIT;
      case "cpu" -> Mode.CPU;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static double share(String text) {
    double share = Double.parseDouble(text);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(text);
    }
    return share;
  }

  private static int count(String text) {
    int count = atLeast(1, Integer.parseInt(text));
    if (count > MOST) {
      throw new IllegalArgumentException(text);
    }
    return count;
  }

  private static int atLeast(int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException("" + value);
    }
    return value;
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Duration visibility(String text) {
    Duration visibility = DurationConverter.parseDuration(text);
    if (visibility == null
        || visibility.toNanosPart() != 0
        || visibility.toSeconds() < 3
        || visibility.toHours() > 11) {
      throw new IllegalArgumentException(text);
    }
    return visibility;
  }

  private static Duration drain(String text) {
    Duration drain = DurationConverter.parseDuration(text);
    if (drain == null || !drain.isPositive()) {
      throw new IllegalArgumentException(text);
    }
    return drain;
  }
}
