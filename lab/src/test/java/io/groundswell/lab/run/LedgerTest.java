package io.groundswell.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.messages.Receipt;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final Ledger ledger = new Ledger("run");

  @Test
  void countsAnOrderOnceHoweverOftenItsReceiptComes() {
    // Given
    Receipt receipt = receipt(0, "a", 100);

    // When
    ledger.receipt(receipt);
    ledger.receipt(receipt);

    // Then
    assertThat(ledger.counts()).isEqualTo(new Ledger.Counts(1, 0, 0, 0));
  }

  @Test
  void countsFurtherWorkOnAnOrderAsADuplicate() {
    // Given
    ledger.receipt(receipt(0, "a", 100));

    // When
    ledger.receipt(receipt(0, "b", 300));

    // Then
    assertThat(ledger.counts()).isEqualTo(new Ledger.Counts(1, 1, 0, 0));
  }

  @Test
  void anOrderThatWasDoneAfterAllIsNoDeadLetter() {
    // Given
    ledger.deadLetter(0);
    ledger.deadLetter(1);

    // When
    ledger.receipt(receipt(1, "a", 100));

    // Then
    assertThat(ledger.counts()).isEqualTo(new Ledger.Counts(1, 0, 1, 0));
  }

  @Test
  void knowsItsOwnRun() {
    assertThat(ledger.isOurs("run", 0)).isTrue();
    assertThat(ledger.isOurs("another", 0)).isFalse();
    assertThat(ledger.isOurs("run", Ledger.MAX_ORDERS)).isFalse();
  }

  @Test
  void waitsCountFromThePlacingToTheStartOfTheWork() {
    // Given
    for (int i = 0; i < 100; i++) {
      ledger.receipt(receipt(i, "a", (i + 1) * 10L));
    }

    // When
    Percentiles waits = ledger.waits();

    // Then
    assertThat(waits).isEqualTo(new Percentiles(0.5, 0.95, 0.99, 1.0));
  }

  /** Placed at noon, arrived and started after so many milliseconds, done 5 ms later. */
  private static Receipt receipt(long sequence, String instance, long startMillis) {
    Instant start = NOON.plusMillis(startMillis);
    return new Receipt(
        "run-" + sequence, "run", sequence, instance, NOON, start, start, start.plusMillis(5));
  }
}
