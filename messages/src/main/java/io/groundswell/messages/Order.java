package io.groundswell.messages;

import java.time.Instant;
import java.util.Objects;

/**
 * A piece of work that a producer places.
 *
 * @param id unique among all orders, at most {@value #MAX_ID_LENGTH} characters
 * @param run names the run that placed it, so that runs over one queue are told apart
 * @param sequence place within its run, from 0
 * @param createdAt when it was placed
 * @param payload what the work is about; may be empty, is never null
 */
public record Order(String id, String run, long sequence, Instant createdAt, String payload) {

  /** Longest {@code id} and {@code run}, in characters: both come back in receipts and logs. */
  public static final int MAX_ID_LENGTH = 200;

  /**
   * @throws IllegalArgumentException if a field is missing or out of bounds; the message names it
   */
  public Order {
    requireName("id", id);
    requireName("run", run);
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence is " + sequence + ", must not be negative");
    }
    if (createdAt == null) {
      throw new IllegalArgumentException("createdAt is missing");
    }
    payload = Objects.requireNonNullElse(payload, "");
  }

  static void requireName(String field, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    if (value.length() > MAX_ID_LENGTH) {
      throw new IllegalArgumentException(
          field + " has " + value.length() + " characters, at most " + MAX_ID_LENGTH);
    }
  }
}
