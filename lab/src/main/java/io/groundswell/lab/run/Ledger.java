package io.groundswell.lab.run;

import io.groundswell.messages.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what became of a run's orders, from receipts and dead letters alone. Thread-safe. Keeps
 * the first receipt of every order, about 300 bytes each.
 *
 * <p>A receipt that comes twice, as brokers may deliver it, is one receipt: an order was done twice
 * only if two receipts tell of different work.
 */
public final class Ledger {

  /** Most orders in a run: the books are kept in memory. */
  public static final int MAX_ORDERS = 1_000_000;

  private final String run;
  private final Map<Long, Receipt> first = new HashMap<>();
  private final Set<Receipt> further = new HashSet<>();
  private final BitSet deadLettered = new BitSet();
  private long strangers;

  public Ledger(String run) {
    this.run = run;
  }

  /** Whether a message of that run belongs in these books. */
  public boolean isOurs(String otherRun, long sequence) {
    return run.equals(otherRun) && sequence < MAX_ORDERS;
  }

  /** Books a receipt of this run. */
  public synchronized void receipt(Receipt receipt) {
    Receipt known = first.putIfAbsent(receipt.sequence(), receipt);
    if (known != null && !known.equals(receipt)) {
      further.add(receipt);
    }
  }

  /** Books a dead letter of this run. */
  public synchronized void deadLetter(long sequence) {
    deadLettered.set(Math.toIntExact(sequence));
  }

  /** Books a message that is of no order of this run. */
  public synchronized void stranger() {
    strangers++;
  }

  /**
   * The books as they stand.
   *
   * @param done orders with at least one receipt
   * @param duplicates receipts of further work on an order that has one already
   * @param deadLettered orders among the dead letters that have no receipt
   * @param strangers dead letters that aren't orders of this run
   */
  public record Counts(long done, long duplicates, long deadLettered, long strangers) {

    /** Orders of which no more is to be heard. */
    public long settled() {
      return done + deadLettered;
    }
  }

  public synchronized Counts counts() {
    long dead = deadLettered.stream().filter(s -> !first.containsKey((long) s)).count();
    return new Counts(first.size(), further.size(), dead, strangers);
  }

  /** Seconds from an order's placing to the start of its work. */
  public synchronized Percentiles waits() {
    return Percentiles.of(
        first.values().stream().mapToDouble(r -> seconds(r.createdAt(), r.startedAt())).toArray());
  }

  /** Seconds from an order's placing to the end of its work. */
  public synchronized Percentiles totals() {
    return Percentiles.of(
        first.values().stream().mapToDouble(r -> seconds(r.createdAt(), r.endedAt())).toArray());
  }

  /** The receipts of a span of time, by the arrival of their orders at a replica. */
  public synchronized List<Receipt> arrivedBetween(Instant from, Instant to) {
    return first.values().stream()
        .filter(r -> !r.arrivedAt().isBefore(from) && r.arrivedAt().isBefore(to))
        .toList();
  }

  /** In whole microseconds; not negative, as clocks of different processes may differ. */
  public static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toNanos() / 1000) / 1e6;
  }
}
