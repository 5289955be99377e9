package io.groundswell.lab.throughput;

import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import java.time.Instant;

/**
 * What both sides of a pair are given.
 *
 * @param orders how many
 * @param payload bytes of an order's payload
 * @param unconfirmed how many may be unconfirmed at once
 * @param prefetch how many a consumer is handed ahead of their acknowledgement
 */
record Load(long orders, int payload, int unconfirmed, int prefetch) {

  private static final Order SAMPLE =
      new Order(
          "run-20260101-000000-abcdef-10000",
          "run-20260101-000000-abcdef",
          10_000,
          Instant.now(),
          "");

  /** Size of a whole message in bytes, for tools that know of no orders. */
  int messageBytes() {
    return Json.write(SAMPLE).length + payload;
  }
}
