package io.groundswell.lab.metrics;

import io.groundswell.autoscaler.PodSample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The last two measurements of each replica, from which its use is told, after metrics-server's
 * {@code pkg/storage/pod.go}: a process that is younger than the resolution is measured from its
 * start, once it is old enough for that. Not thread-safe.
 */
final class UseHistory {

  private final Duration resolution;
  private final Duration fresh;
  private final Map<String, Use> last = new HashMap<>();
  private final Map<String, Use> before = new HashMap<>();

  /**
   * @param resolution between two measurements
   * @param fresh the least age of a process that is measured from its start
   */
  UseHistory(Duration resolution, Duration fresh) {
    this.resolution = resolution;
    this.fresh = fresh;
  }

  /** All replicas are measured; those that are missing are forgotten. */
  void measured(Map<String, Use> uses) {
    before.clear();
    uses.forEach(
        (name, use) -> {
          Use earlier = last.get(name);
          if (earlier != null && use.follows(earlier)) {
            before.put(name, earlier);
          } else if (isFresh(Duration.between(use.startedAt(), use.at()))) {
            before.put(name, use.atStart());
          }
        });
    last.clear();
    last.putAll(uses);
  }

  private boolean isFresh(Duration age) {
    return age.compareTo(resolution) < 0 && age.compareTo(fresh) >= 0;
  }

  /**
   * What a replica used; empty if it isn't known yet.
   *
   * @param container the container's name
   * @param clock the autoscaler's clock at an instant of the wall's
   */
  Optional<PodSample> cpu(String name, String container, UnaryOperator<Instant> clock) {
    Use earlier = before.get(name);
    if (earlier == null) {
      return Optional.empty();
    }
    Use use = last.get(name);
    return Optional.of(sample(name, container, use.milliCoresSince(earlier), earlier, use, clock));
  }

  /** The same of memory, which is known with the first measurement of processor time. */
  Optional<PodSample> memory(String name, String container, UnaryOperator<Instant> clock) {
    Use earlier = before.get(name);
    if (earlier == null) {
      return Optional.empty();
    }
    Use use = last.get(name);
    return Optional.of(sample(name, container, use.residentBytes() * 1000, earlier, use, clock));
  }

  private static PodSample sample(
      String name,
      String container,
      long milli,
      Use earlier,
      Use use,
      UnaryOperator<Instant> clock) {
    Instant end = clock.apply(use.at());
    return new PodSample(
        name, Map.of(container, milli), end, Duration.between(clock.apply(earlier.at()), end));
  }
}
