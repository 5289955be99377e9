package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.keda.Measured.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What KEDA remembers of a ScaledObject.
 *
 * @param lastActive the last poll that was active and clean, in whole seconds; kept in the object's
 *     status
 * @param health by metric name, where there is a fallback; kept in the object's status
 * @param polled what the last poll came to, by the names of metrics that are answered from it; lost
 *     when the loop stops
 * @param observed what the HPA's last query came to, by metric name, where the loop leaves the
 *     asking to it; lost when the loop stops
 */
public record LoopState(
    Optional<Instant> lastActive,
    Map<String, Health> health,
    Map<String, Outcome> polled,
    Map<String, Outcome> observed) {

  /** The state of a new ScaledObject. */
  public static final LoopState NEW = new LoopState(Optional.empty(), Map.of(), Map.of(), Map.of());

  public LoopState {
    health = Map.copyOf(health);
    polled = Map.copyOf(polled);
    observed = Map.copyOf(observed);
  }

  /** What is left when the loop stops. */
  public LoopState stopped() {
    return new LoopState(lastActive, health, Map.of(), Map.of());
  }

  LoopState activeAt(Instant now) {
    return new LoopState(Optional.of(RequestScale.wholeSeconds(now)), health, polled, observed);
  }

  LoopState withHealth(String metric, Health changed) {
    return changed.equals(health.get(metric))
        ? this
        : new LoopState(lastActive, with(health, metric, changed), polled, observed);
  }

  LoopState withPolled(String metric, Outcome outcome) {
    return new LoopState(lastActive, health, with(polled, metric, record(outcome)), observed);
  }

  LoopState withObserved(String metric, Outcome outcome) {
    return new LoopState(lastActive, health, polled, with(observed, metric, record(outcome)));
  }

  /** A record knows the value that was handed on, not that a fallback made it up. */
  private static Outcome record(Outcome outcome) {
    return switch (outcome) {
      case Measured.Substituted substituted -> new Measured.Known(substituted.milli(), true);
      case Measured.Absent ignored -> new Measured.Known(-1000, false);
      default -> outcome;
    };
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    if (value.equals(map.get(key))) {
      return map;
    }
    Map<String, V> changed = new HashMap<>(map);
    changed.put(key, value);
    return changed;
  }
}
