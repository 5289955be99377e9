package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What earlier recommendations make of a new one, after {@code stabilizeRecommendation} and {@code
 * stabilizeRecommendationWithBehaviors} of {@code horizontal.go}.
 *
 * @param replicas what is recommended now
 * @param recommendations what is remembered for the next time
 * @param limit the earlier recommendation that made the difference, if one did
 */
public record Stabilisation(
    int replicas, List<Recommendation> recommendations, Optional<Limit> limit) {

  /**
   * Where the HPA has no behaviour: the highest of the window, bound included, also upwards.
   *
   * @param desired what the metrics ask for
   */
  public static Stabilisation withoutBehavior(
      List<Recommendation> earlier, int desired, Duration window, Instant now) {
    Instant cutoff = now.minus(window);
    int highest = desired;
    int slot = -1;
    for (int i = 0; i < earlier.size(); i++) {
      Recommendation each = earlier.get(i);
      if (each.at().isBefore(cutoff)) {
        slot = i;
      } else {
        highest = Math.max(highest, each.replicas());
      }
    }
    return new Stabilisation(
        highest,
        HpaMemory.put(earlier, slot, new Recommendation(desired, now)),
        highest > desired
            ? limit(Limit.Direction.DOWN, desired, highest, earlier, window, now)
            : Optional.empty());
  }

  /**
   * Where the HPA has behaviour: within the lowest of one window and the highest of the other,
   * bounds excluded, as near to the current replicas as that allows.
   *
   * @param current replicas wanted so far
   * @param desired what the metrics ask for
   */
  public static Stabilisation withBehavior(
      List<Recommendation> earlier,
      int current,
      int desired,
      Duration upWindow,
      Duration downWindow,
      Instant now) {
    Instant upCutoff = now.minus(upWindow);
    Instant downCutoff = now.minus(downWindow);
    int lowest = desired;
    int highest = desired;
    int slot = -1;
    for (int i = 0; i < earlier.size(); i++) {
      Recommendation each = earlier.get(i);
      if (each.at().isAfter(upCutoff)) {
        lowest = Math.min(lowest, each.replicas());
      }
      if (each.at().isAfter(downCutoff)) {
        highest = Math.max(highest, each.replicas());
      }
      if (each.at().isBefore(upCutoff) && each.at().isBefore(downCutoff)) {
        slot = i;
      }
    }
    int replicas = Math.min(Math.max(current, lowest), highest);
    Optional<Limit> limit = Optional.empty();
    if (replicas > desired) {
      limit = limit(Limit.Direction.DOWN, desired, highest, earlier, downWindow, now);
    } else if (replicas < desired) {
      limit = limit(Limit.Direction.UP, desired, lowest, earlier, upWindow, now);
    }
    return new Stabilisation(
        replicas, HpaMemory.put(earlier, slot, new Recommendation(desired, now)), limit);
  }

  /** Names the latest of the recommendations that held: it holds longest. */
  private static Optional<Limit> limit(
      Limit.Direction direction,
      int desired,
      int held,
      List<Recommendation> earlier,
      Duration window,
      Instant now) {
    Instant latest = null;
    for (Recommendation each : earlier) {
      if (each.replicas() == held && (latest == null || each.at().isAfter(latest))) {
        latest = each.at();
      }
    }
    if (latest == null) {
      return Optional.empty();
    }
    double age = seconds(Duration.between(latest, now));
    return Optional.of(
        new Limit.Stabilisation(direction, desired, held, age, seconds(window) - age));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
