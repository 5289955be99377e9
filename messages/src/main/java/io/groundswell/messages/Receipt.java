package io.groundswell.messages;

import java.time.Instant;

/**
 * Says that an order was worked on to its end. The count of what was done, twice or never comes
 * from receipts alone: an order without one is lost, an order with two was done twice.
 *
 * @param orderId the order's {@code id}
 * @param run the order's {@code run}
 * @param sequence the order's {@code sequence}
 * @param instance the replica that did it, such as its pod name
 * @param createdAt when the order was placed, as the order says
 * @param arrivedAt when the replica received it
 * @param startedAt when the work on it began
 * @param endedAt when the work on it ended
 */
public record Receipt(
    String orderId,
    String run,
    long sequence,
    String instance,
    Instant createdAt,
    Instant arrivedAt,
    Instant startedAt,
    Instant endedAt) {

  /**
   * @throws IllegalArgumentException if a field is missing or out of bounds; the message names it
   */
  public Receipt {
    Order.requireName("orderId", orderId);
    Order.requireName("run", run);
    Order.requireName("instance", instance);
    requireTime("createdAt", createdAt);
    requireTime("arrivedAt", arrivedAt);
    requireTime("startedAt", startedAt);
    requireTime("endedAt", endedAt);
  }

  private static void requireTime(String field, Instant value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }
}
