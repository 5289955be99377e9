package io.groundswell.lab.run;

import io.groundswell.messages.Json;
import io.groundswell.messages.MalformedMessageException;
import io.groundswell.messages.Order;
import io.groundswell.messages.Receipt;
import java.util.function.Consumer;

/** Enters messages into a {@link Ledger}, as they come from the broker. Thread-safe. */
final class Bookkeeper {

  private final Ledger ledger;
  private final Consumer<Receipt> booked;

  /**
   * @param booked hears of every receipt of this run after it was booked
   */
  Bookkeeper(Ledger ledger, Consumer<Receipt> booked) {
    this.ledger = ledger;
    this.booked = booked;
  }

  /** Books a message from the receipts; false if it is no receipt of this run. */
  boolean receipt(byte[] body) {
    Receipt receipt;
    try {
      receipt = Json.readReceipt(body);
    } catch (MalformedMessageException e) {
      return false;
    }
    if (!ledger.isOurs(receipt.run(), receipt.sequence())) {
      return false;
    }
    ledger.receipt(receipt);
    booked.accept(receipt);
    return true;
  }

  /**
   * Books a message from the dead letters.
   *
   * @param seenBefore whether it may have been booked already, which matters to strangers alone
   */
  void deadLetter(byte[] body, boolean seenBefore) {
    try {
      Order order = Json.readOrder(body);
      if (ledger.isOurs(order.run(), order.sequence())) {
        ledger.deadLetter(order.sequence());
        return;
      }
    } catch (MalformedMessageException e) {
      // no order at all
    }
    if (!seenBefore) {
      ledger.stranger();
    }
  }
}
