package io.groundswell.consumer;

import io.groundswell.messages.Receipt;
import io.smallrye.mutiny.Uni;

/** Where receipts go. */
interface Receipts {

  /**
   * Sends a receipt.
   *
   * @param about the order's delivery
   * @return ends when the broker has confirmed it; fails if it hasn't in time
   */
  Uni<Void> send(Receipt receipt, Delivery about);
}
