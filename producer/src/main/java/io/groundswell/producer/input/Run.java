package io.groundswell.producer.input;

import io.groundswell.messages.Order;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the orders of one run have in common.
 *
 * @param name tells runs over one queue apart
 * @param token keeps the orders' ids unique where a name is used again
 * @param clock says when an order is made
 */
public record Run(String name, String token, Clock clock) {

  /** Longest name, in characters: ids are made of it. */
  public static final int MAX_LENGTH = Order.MAX_ID_LENGTH - 40;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A run of that name, beginning now. */
  public static Run named(String name) {
    String token = "%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24));
    return new Run(name, token, Clock.systemUTC());
  }

  /** A run with a name of its own. */
  public static Run unnamed() {
    Run run = named("run");
    return new Run(
        "run-" + TIME.format(run.clock.instant()) + "-" + run.token, run.token, run.clock);
  }

  /** The order at that place. */
  Order order(long sequence, String payload) {
    return new Order(id(sequence), name, sequence, clock.instant(), payload);
  }

  String id(long sequence) {
    return name + "-" + token + "-" + sequence;
  }
}
