package io.groundswell.lab.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.groundswell.messages.Receipt;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A rise from zero, split into its stages. They follow each other without a gap, and their sum is
 * the rise: from the placing of the first order that was waiting to the first order done. A stage
 * that nobody could see is left out.
 *
 * @param stages seconds that each took, in order
 */
public record Rise(SequencedMap<String, Double> stages) {

  /** The name of the sum where a rise is written down. */
  public static final String TOTAL = "total";

  public Rise {
    stages = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(stages));
  }

  /** Seconds from its beginning to its end. */
  public double total() {
    double sum = stages.values().stream().mapToDouble(Double::doubleValue).sum();
    return Math.round(sum * 1e6) / 1e6;
  }

  /** As it is written: the stages and their sum. */
  @JsonValue
  public Map<String, Double> written() {
    Map<String, Double> all = new LinkedHashMap<>(stages);
    all.put(TOTAL, total());
    return all;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Rise read(LinkedHashMap<String, Double> written) {
    written.remove(TOTAL);
    return new Rise(written);
  }

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
   * The rise of a process, put together from what was watched and what its receipts say:
   *
   * <ul>
   *   <li>{@code poll} from the placing to the poll that saw it
   *   <li>{@code decide} from the start of that poll to its decision: reading the source is most of
   *       it
   *   <li>{@code spawn} from the decision until the operating system had made the process
   *   <li>{@code boot} from there until the replica was ready, or had its first order if that was
   *       earlier
   *   <li>{@code firstReceived} from there until the first order arrived at a replica
   *   <li>{@code firstDone} from there until the first order was done
   * </ul>
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
    SequencedMap<String, Double> stages = new LinkedHashMap<>();
    stages.put("poll", Ledger.seconds(placed, watch.polledAt));
    stages.put("decide", Ledger.seconds(watch.polledAt, watch.decidedAt));
    stages.put("spawn", Ledger.seconds(watch.decidedAt, watch.spawnedAt));
    stages.put("boot", Ledger.seconds(watch.spawnedAt, booted));
    stages.put("firstReceived", Ledger.seconds(booted, received));
    stages.put("firstDone", Ledger.seconds(received, done));
    return Optional.of(new Rise(stages));
  }

  private static Receipt min(List<Receipt> receipts, Comparator<Receipt> by) {
    return receipts.stream().min(by).orElseThrow();
  }
}
