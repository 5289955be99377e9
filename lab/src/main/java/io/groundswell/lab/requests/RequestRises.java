package io.groundswell.lab.requests;

import io.groundswell.lab.run.Ledger;
import io.groundswell.lab.run.Rise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The rises from zero of a run under requests, from the first request that waited to the first
 * answer:
 *
 * <ul>
 *   <li>{@code poll} from its arrival to the poll that saw it
 *   <li>{@code decide} from the start of that poll to its decision
 *   <li>{@code spawn} from the decision until the operating system had made the process
 *   <li>{@code boot} from there until the replica was ready
 *   <li>{@code firstAnswered} from there until a request was answered
 * </ul>
 *
 * <p>Thread-safe. What replicas that a least number calls for do is no rise: nobody waited.
 */
final class RequestRises {

  private final List<Rise> all = new ArrayList<>();
  private Instant waitsSince;
  private Instant polledAt;
  private Instant decidedAt;
  private Instant spawnedAt;
  private Instant readyAt;

  synchronized void waits(Instant at) {
    if (waitsSince == null) {
      waitsSince = at;
    }
  }

  synchronized void decided(Instant polled, Instant decided) {
    polledAt = polled;
    decidedAt = decided;
    spawnedAt = null;
    readyAt = null;
  }

  synchronized void spawned(Instant at) {
    if (spawnedAt == null) {
      spawnedAt = at;
    }
  }

  synchronized void ready(Instant at) {
    if (readyAt == null) {
      readyAt = at;
    }
  }

  /** There are no replicas any more. */
  synchronized void fell() {
    waitsSince = null;
    decidedAt = null;
  }

  synchronized void answered(Instant at) {
    if (decidedAt != null && readyAt != null) {
      rise(at).ifPresent(all::add);
      fell();
    }
  }

  private Optional<Rise> rise(Instant answeredAt) {
    if (waitsSince == null || spawnedAt == null) {
      return Optional.empty();
    }
    Instant arrived = waitsSince.isBefore(polledAt) ? waitsSince : polledAt;
    SequencedMap<String, Double> stages = new LinkedHashMap<>();
    stages.put("poll", Ledger.seconds(arrived, polledAt));
    stages.put("decide", Ledger.seconds(polledAt, decidedAt));
    stages.put("spawn", Ledger.seconds(decidedAt, spawnedAt));
    stages.put("boot", Ledger.seconds(spawnedAt, readyAt));
    stages.put("firstAnswered", Ledger.seconds(readyAt, answeredAt));
    return Optional.of(new Rise(stages));
  }

  synchronized List<Rise> all() {
    return List.copyOf(all);
  }
}
