package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.Behavior;
import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.Limit.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From what the metrics ask for to what is written: stabilisation first, then rates and bounds,
 * after {@code normalizeDesiredReplicas} and {@code normalizeDesiredReplicasWithBehaviors} of
 * {@code horizontal.go}.
 *
 * @param replicas to write
 * @param code which limit bound last
 * @param limits all that bound
 * @param recommendations what is remembered for the next sync
 */
public record Normalisation(
    int replicas, Code code, List<Limit> limits, List<Recommendation> recommendations) {

  /**
   * Replicas within rates and bounds.
   *
   * @param replicas to write
   * @param code which limit bound
   * @param limits that one, if one did
   */
  public record Bounded(int replicas, Code code, List<Limit> limits) {}

  /** Where the HPA has no behaviour. */
  public static Normalisation withoutBehavior(
      HpaMemory memory,
      int current,
      int desired,
      int min,
      int max,
      HpaSettings settings,
      Instant now) {
    Stabilisation stable =
        Stabilisation.withoutBehavior(
            memory.recommendations(), desired, settings.downscaleStabilisation(), now);
    int step =
        RateLimit.withoutBehavior(
            current, settings.scaleUpLimitFactor(), settings.scaleUpLimitMinimum());
    return of(stable, withinStep(stable.replicas(), min, max, step));
  }

  /** Where the HPA has behaviour, even an empty one. */
  public static Normalisation withBehavior(
      Behavior behavior,
      HpaMemory memory,
      int current,
      int desired,
      int min,
      int max,
      HpaSettings settings,
      Instant now) {
    Rules up = Rules.up(behavior.scaleUp());
    Rules down = Rules.down(behavior.scaleDown(), settings);
    Stabilisation stable =
        Stabilisation.withBehavior(
            memory.recommendations(), current, desired, up.window(), down.window(), now);
    return of(
        stable,
        withinRate(
            current, stable.replicas(), min, max, up, down, memory.ups(), memory.downs(), now));
  }

  private static Normalisation of(Stabilisation stable, Bounded bounded) {
    List<Limit> limits = new ArrayList<>();
    stable.limit().ifPresent(limits::add);
    limits.addAll(bounded.limits());
    return new Normalisation(
        bounded.replicas(), bounded.code(), List.copyOf(limits), stable.recommendations());
  }

  /**
   * Bounds without behaviour, after {@code convertDesiredReplicasWithRules}.
   *
   * @param step the most replicas of one sync
   */
  public static Bounded withinStep(int desired, int min, int max, int step) {
    if (desired < min) {
      return bounded(min, Code.TOO_FEW_REPLICAS, new Limit.Min(min));
    }
    if (desired > Math.min(max, step)) {
      return max > step
          ? bounded(step, Code.SCALE_UP_LIMIT, new Limit.Step(step))
          : bounded(max, Code.TOO_MANY_REPLICAS, new Limit.Max(max));
    }
    return within(desired);
  }

  /** Bounds with behaviour, after {@code convertDesiredReplicasWithBehaviorRate}. */
  public static Bounded withinRate(
      int current,
      int desired,
      int min,
      int max,
      Rules up,
      Rules down,
      List<ScaleEvent> ups,
      List<ScaleEvent> downs,
      Instant now) {
    if (desired > current) {
      int limit = Math.max(RateLimit.up(current, ups, downs, up, now), current);
      if (desired > Math.min(max, limit)) {
        return max > limit
            ? bounded(limit, Code.SCALE_UP_LIMIT, new Limit.Policy(Direction.UP, limit, up.text()))
            : bounded(max, Code.TOO_MANY_REPLICAS, new Limit.Max(max));
      }
    } else if (desired < current) {
      int limit = Math.min(RateLimit.down(current, ups, downs, down, now), current);
      if (desired < Math.max(min, limit)) {
        return min < limit
            ? bounded(
                limit, Code.SCALE_DOWN_LIMIT, new Limit.Policy(Direction.DOWN, limit, down.text()))
            : bounded(min, Code.TOO_FEW_REPLICAS, new Limit.Min(min));
      }
    }
    return within(desired);
  }

  private static Bounded bounded(int replicas, Code code, Limit limit) {
    return new Bounded(replicas, code, List.of(limit));
  }

  private static Bounded within(int desired) {
    return new Bounded(desired, Code.DESIRED_WITHIN_RANGE, List.of());
  }
}
