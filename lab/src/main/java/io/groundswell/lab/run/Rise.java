package io.groundswell.lab.run;

import io.groundswell.messages.Receipt;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A rise from zero, split into its stages, in seconds; they add up to {@code total}, which runs
 * from the placing of the first order that was waiting to the first order done.
 *
 * @param poll from the placing to the poll that saw it
 * @param decide from the start of that poll to its decision: reading the source is most of it
 * @param spawn from the decision until the operating system had made the process
 * @param boot from there until the replica was ready, or had its first order if that was earlier
 * @param firstReceived from there until the first order arrived at a replica
 * @param firstDone from there until the first order was done
 */
public record Rise(
    double poll,
    double decide,
    double spawn,
    double boot,
    double firstReceived,
    double firstDone,
    double total) {

  /** When the lab saw the stages of a rise; filled as they come. */
  static final class Watch {
    final Instant polledAt;
    final Instant decidedAt;
    volatile Instant spawnedAt;
    volatile Instant readyAt;

    Watch(Instant polledAt, Instant decidedAt) {
      this.polledAt = polledAt;
      this.decidedAt = decidedAt;
    }
  }

  /**
   * Puts together what was watched and what the receipts of that rise say.
   *
   * @return empty if no order was done, or the process was never seen
   */
  static Optional<Rise> of(Watch watch, List<Receipt> receipts) {
    if (receipts.isEmpty() || watch.spawnedAt == null) {
      return Optional.empty();
    }
    Instant created = min(receipts, Comparator.comparing(Receipt::createdAt)).createdAt();
    Instant received = min(receipts, Comparator.comparing(Receipt::arrivedAt)).arrivedAt();
    Instant done = min(receipts, Comparator.comparing(Receipt::endedAt)).endedAt();
    Instant placed = created.isBefore(watch.polledAt) ? created : watch.polledAt;
    Instant booted =
        watch.readyAt != null && watch.readyAt.isBefore(received) ? watch.readyAt : received;
    return Optional.of(
        new Rise(
            Ledger.seconds(placed, watch.polledAt),
            Ledger.seconds(watch.polledAt, watch.decidedAt),
            Ledger.seconds(watch.decidedAt, watch.spawnedAt),
            Ledger.seconds(watch.spawnedAt, booted),
            Ledger.seconds(booted, received),
            Ledger.seconds(received, done),
            Ledger.seconds(placed, done)));
  }

  private static Receipt min(List<Receipt> receipts, Comparator<Receipt> by) {
    return receipts.stream().min(by).orElseThrow();
  }
}
