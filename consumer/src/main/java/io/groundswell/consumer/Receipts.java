package io.groundswell.consumer;

import io.groundswell.messages.Json;
import io.groundswell.messages.Receipt;
import io.smallrye.mutiny.Uni;

/** Where receipts go. */
interface Receipts {

  /** The way that brought the order, back. */
  Receipts TO_THE_BROKER = (receipt, about) -> about.receipt(Json.write(receipt));

  /** Nowhere. */
  Receipts OFF = (receipt, about) -> Uni.createFrom().voidItem();

  /**
   * Sends a receipt.
   *
   * @param about the order's delivery
   * @return ends when the broker has confirmed it; fails if it hasn't in time
   */
  Uni<Void> send(Receipt receipt, Delivery about);
}
