package io.groundswell.producer.input;

import io.groundswell.messages.Order;
import java.util.Optional;

/**
 * Orders without end that all have the same payload.
 *
 * @param run that they belong to
 */
public record MadeUp(Run run, String payload) implements Orders {

  /** Largest payload, in bytes: an order with it is still well below what consumers take. */
  public static final int MAX_PAYLOAD = 1_000_000;

  /** Orders whose payload has that many bytes. */
  public static MadeUp ofSize(Run run, int bytes) {
    return new MadeUp(run, payload(bytes));
  }

  /** A payload that has that many bytes. */
  public static String payload(int bytes) {
    return "x".repeat(bytes);
  }

  @Override
  public Optional<Order> next(long sequence) {
    return Optional.of(run.order(sequence, payload));
  }
}
