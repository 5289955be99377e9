package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.HorizontalPodAutoscaler;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.Pod;
import io.groundswell.autoscaler.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One sync of an HPA, after {@code reconcileAutoscaler} of {@code horizontal.go}: the replicas to
 * write and what is remembered for the next one.
 */
public final class Sync {

  private final HorizontalPodAutoscaler hpa;
  private final HpaSettings settings;
  private final Proposals proposals;
  private final Tolerances tolerances;

  /** Syncs of one HPA. */
  public Sync(HorizontalPodAutoscaler hpa, HpaSettings settings) {
    this.hpa = hpa;
    this.settings = settings;
    this.tolerances = Tolerances.of(hpa.behavior(), settings);
    this.proposals = new Proposals(settings, tolerances);
  }

  /**
   * A decision and what is remembered.
   *
   * @param decision with the replicas to write
   * @param memory for the next sync, given that the replicas are written
   * @param scalingActive what the HPA's condition says from now on: whether it had its metrics;
   *     empty where that stays as it was
   */
  public record Result(Decision decision, HpaMemory memory, Optional<Boolean> scalingActive) {}

  /** Whether a sync would look at metrics at all, or knows without. */
  public boolean reads(Target target, HpaMemory memory) {
    int current = target.specReplicas();
    return !disabled(current, memory)
        && current <= hpa.maxReplicas()
        && current >= hpa.minReplicas();
  }

  private boolean disabled(int current, HpaMemory memory) {
    return current == 0
        && !(settings.scaleToZero() && hpa.minReplicas() == 0 && memory.scaledToZero());
  }

  /**
   * Syncs.
   *
   * @param pods the target's pods
   * @param readings one for each metric of the HPA; nobody looks at them where {@link #reads} is
   *     false
   */
  public Result sync(
      Target target, List<Pod> pods, List<MetricReading> readings, HpaMemory before, Instant now) {
    int current = target.specReplicas();
    HpaMemory memory = before;
    if (!memory.begun()) {
      memory = memory.withRecommendations(List.of(new Recommendation(current, now)));
    }
    if (current > 0 && memory.scaledToZero()) {
      memory = memory.withScaledToZero(false);
    }
    if (disabled(current, memory)) {
      return new Result(
          Explanation.of(now, Code.SCALING_DISABLED, current, current, List.of(), List.of()),
          memory,
          Optional.of(false));
    }
    if (current > hpa.maxReplicas()) {
      Limit limit = new Limit.Max(hpa.maxReplicas());
      return outOfBounds(now, Code.TOO_MANY_REPLICAS, current, hpa.maxReplicas(), limit, memory);
    }
    if (current < hpa.minReplicas()) {
      Limit limit = new Limit.Min(hpa.minReplicas());
      return outOfBounds(now, Code.TOO_FEW_REPLICAS, current, hpa.minReplicas(), limit, memory);
    }
    return computed(target, pods, readings, memory, now);
  }

  private Result outOfBounds(
      Instant now, Code code, int current, int desired, Limit limit, HpaMemory memory) {
    Decision decision = Explanation.of(now, code, current, desired, List.of(), List.of(limit));
    return new Result(decision, remember(memory, current, desired, now), Optional.empty());
  }

  private Result computed(
      Target target, List<Pod> pods, List<MetricReading> readings, HpaMemory memory, Instant now) {
    int current = target.specReplicas();
    List<MetricOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < hpa.metrics().size(); i++) {
      outcomes.add(proposals.outcome(hpa.metrics().get(i), readings.get(i), target, pods, now));
    }
    Optional<Code> failure = firstFailure(outcomes);
    OptionalInt desired = highest(outcomes);
    if (desired.isEmpty() || failure.isPresent() && desired.getAsInt() < current) {
      Code code = failure.orElse(Code.INVALID_METRIC_SOURCE_TYPE);
      Decision decision =
          Explanation.of(now, code, current, current, outcomes, Explanation.failures(outcomes));
      return new Result(decision, memory, Optional.of(false));
    }
    Normalisation normal = normalised(memory, current, desired.getAsInt(), now);
    List<Limit> limits = new ArrayList<>(Explanation.failures(outcomes));
    limits.addAll(Explanation.tolerances(outcomes, tolerances));
    limits.addAll(normal.limits());
    Decision decision =
        Explanation.of(now, normal.code(), current, normal.replicas(), outcomes, limits);
    HpaMemory remembered = memory.withRecommendations(normal.recommendations());
    return new Result(
        decision, remember(remembered, current, normal.replicas(), now), Optional.of(true));
  }

  private static Optional<Code> firstFailure(List<MetricOutcome> outcomes) {
    for (MetricOutcome outcome : outcomes) {
      if (outcome instanceof MetricOutcome.Failed failed) {
        return Optional.of(failed.code());
      }
    }
    return Optional.empty();
  }

  private static OptionalInt highest(List<MetricOutcome> outcomes) {
    OptionalInt highest = OptionalInt.empty();
    for (MetricOutcome outcome : outcomes) {
      if (outcome instanceof MetricOutcome.Proposed proposed) {
        int replicas = proposed.proposal().replicas();
        highest = OptionalInt.of(Math.max(replicas, highest.orElse(Integer.MIN_VALUE)));
      }
    }
    return highest;
  }

  private Normalisation normalised(HpaMemory memory, int current, int desired, Instant now) {
    int min = hpa.minReplicas();
    int max = hpa.maxReplicas();
    return hpa.behavior().isPresent()
        ? Normalisation.withBehavior(
            hpa.behavior().get(), memory, current, desired, min, max, settings, now)
        : Normalisation.withoutBehavior(memory, current, desired, min, max, settings, now);
  }

  /** Remembers a change of replicas, which only an HPA with behaviour does. */
  private HpaMemory remember(HpaMemory memory, int current, int desired, Instant now) {
    if (desired == current) {
      return memory;
    }
    HpaMemory changed = memory.withScaledToZero(desired == 0);
    if (hpa.behavior().isEmpty()) {
      return changed;
    }
    if (desired > current) {
      Rules rules = Rules.up(hpa.behavior().get().scaleUp());
      return changed.withUps(
          ScaleEvents.store(memory.ups(), desired - current, rules.longestPeriod(), now));
    }
    Rules rules = Rules.down(hpa.behavior().get().scaleDown(), settings);
    return changed.withDowns(
        ScaleEvents.store(memory.downs(), current - desired, rules.longestPeriod(), now));
  }
}
