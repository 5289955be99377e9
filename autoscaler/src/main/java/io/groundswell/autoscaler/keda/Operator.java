package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.HorizontalPodAutoscaler;
import io.groundswell.autoscaler.HpaMetric;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.ManifestException;
import io.groundswell.autoscaler.Observation;
import io.groundswell.autoscaler.Reading;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.Trigger;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.autoscaler.hpa.MetricReading;
import io.groundswell.autoscaler.keda.Measured.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * KEDA's operator for one ScaledObject: its polls, after {@code checkScalers} and {@code
 * getScaledObjectState} of {@code pkg/scaling/scale_handler.go}, and what it answers the HPA with,
 * after {@code GetScaledObjectMetrics} there.
 */
public final class Operator {

  private final ScaledObject spec;
  private final List<TriggerMetric> metrics;
  private final Instant createdAt;
  private final Optional<Modifiers> modifiers;
  private final boolean intervalMatters;
  private final boolean onlyResources;

  /**
   * An operator.
   *
   * @param metrics what the triggers announce, without those of {@code cpu} and {@code memory}
   * @param createdAt when the ScaledObject was made
   * @throws ManifestException if KEDA would refuse the ScaledObject
   */
  public Operator(ScaledObject spec, List<TriggerMetric> metrics, Instant createdAt) {
    Validation.check(spec, metrics);
    this.spec = spec;
    this.metrics = List.copyOf(metrics);
    this.createdAt = createdAt;
    this.modifiers = spec.scalingModifiers().map(ignored -> new Modifiers(spec));
    this.intervalMatters =
        spec.minReplicas() == 0
            || spec.idleReplicaCount().isPresent()
            || spec.triggers().stream().anyMatch(Trigger::useCachedMetrics)
            || modifiers.isPresent();
    this.onlyResources = spec.triggers().stream().allMatch(Trigger::isResource);
  }

  /**
   * A poll's decision.
   *
   * @param decision with the replicas to write
   * @param state for the next poll, given that they are written
   */
  public record Poll(Decision decision, LoopState state) {}

  /**
   * An answer to the HPA.
   *
   * @param readings one for each of its External metrics
   * @param limits fallbacks in effect
   * @param state afterwards
   */
  public record Query(List<MetricReading> readings, List<Limit> limits, LoopState state) {}

  /**
   * Whether a poll asks the sources. It doesn't where the HPA asks them anyway and the loop could
   * do nothing that the HPA can't: from KEDA 2.21.
   *
   * @param hpaActive whether the HPA last had its metrics
   */
  public boolean asks(LoopState state, boolean hpaActive) {
    return intervalMatters
        || !hpaActive
        || !metrics.stream().allMatch(m -> state.observed().containsKey(m.name()));
  }

  /**
   * Looks at the triggers, and goes from zero or back.
   *
   * @param hpaActive whether the HPA last had its metrics
   */
  public Poll poll(LoopState before, Observation observation, boolean hpaActive, Instant now) {
    Optional<Limit.Pause> pause = Annotations.pause(spec.annotations());
    if (pause.isPresent()) {
      return paused(before, observation, pause.get(), now);
    }
    if (!asks(before, hpaActive)) {
      List<Measured> measured =
          metrics.stream().map(m -> new Measured(m, before.observed().get(m.name()))).toList();
      return decide(before, measured, observation, now);
    }
    List<Limit> unbuilt = unbuilt(observation);
    if (!unbuilt.isEmpty()) {
      int current = observation.target().specReplicas();
      return new Poll(
          Explanation.of(now, Code.CHECK_FAILED, current, OptionalInt.empty(), List.of(), unbuilt),
          before);
    }
    LoopState state = before;
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      TriggerMetric metric = metrics.get(i);
      Fallbacks.Result result = fallback(state, metric, live(observation, i), observation);
      state =
          result.health().isPresent()
              ? state.withHealth(metric.name(), result.health().get())
              : state;
      state = cached(metric) ? state.withPolled(metric.name(), result.outcome()) : state;
      measured.add(new Measured(metric, result.outcome()));
    }
    return decide(state, measured, observation, now);
  }

  private Poll paused(LoopState state, Observation observation, Limit.Pause pause, Instant now) {
    int current = observation.target().specReplicas();
    OptionalInt wanted = Annotations.pausedReplicas(spec.annotations());
    OptionalInt replicas =
        wanted.isPresent() && wanted.getAsInt() != current ? wanted : OptionalInt.empty();
    return new Poll(
        Explanation.of(now, Code.PAUSED, current, replicas, List.of(), List.of(pause)), state);
  }

  private Poll decide(
      LoopState state, List<Measured> measured, Observation observation, Instant now) {
    Optional<Outcome> composite = composite(measured);
    RequestScale.Activity activity = activity(measured, composite);
    int current = observation.target().specReplicas();
    RequestScale request =
        RequestScale.of(spec, activity, current, createdAt, state.lastActive(), now);
    List<Limit> limits = new ArrayList<>(request.limits());
    measured.forEach(m -> Explanation.limit(m).ifPresent(limits::add));
    Decision decision =
        Explanation.of(
            now,
            request.code(),
            current,
            request.replicas(),
            Explanation.inputs(measured, modifiers, composite),
            limits);
    return new Poll(decision, request.touchesLastActive() ? state.activeAt(now) : state);
  }

  /** What the formula makes of the metrics, unless one of them failed. */
  private Optional<Outcome> composite(List<Measured> measured) {
    return modifiers.isEmpty() || anyFailed(measured)
        ? Optional.empty()
        : Optional.of(modifiers.get().composite(measured));
  }

  private RequestScale.Activity activity(List<Measured> measured, Optional<Outcome> composite) {
    boolean error = anyFailed(measured);
    boolean active =
        modifiers.isPresent()
            ? composite.isPresent() && modifiers.get().active(composite.get())
            : anyActive(measured);
    return new RequestScale.Activity(active || onlyResources && !error, error);
  }

  private static boolean anyFailed(List<Measured> measured) {
    for (Measured each : measured) {
      if (each.outcome() instanceof Measured.Failed) {
        return true;
      }
    }
    return false;
  }

  /** Of a trigger with several metrics the last one without an error counts. */
  private static boolean anyActive(List<Measured> measured) {
    boolean any = false;
    for (int i = 0; i < measured.size(); i++) {
      Measured each = measured.get(i);
      boolean counts = !(each.outcome() instanceof Measured.Failed);
      for (int j = i + 1; j < measured.size(); j++) {
        Measured later = measured.get(j);
        counts &=
            later.metric().trigger() != each.metric().trigger()
                || later.outcome() instanceof Measured.Failed;
      }
      any |= counts && each.outcome().active();
    }
    return any;
  }

  /**
   * Answers the HPA.
   *
   * @param hpa whose External metrics are asked for
   */
  public Query query(LoopState before, HorizontalPodAutoscaler hpa, Observation observation) {
    List<Limit> unbuilt = unbuilt(observation);
    if (!unbuilt.isEmpty()) {
      List<MetricReading> none =
          hpa.metrics().stream()
              .filter(m -> m.source() == HpaMetric.Source.EXTERNAL)
              .<MetricReading>map(m -> new MetricReading.Failed("error getting scalers"))
              .toList();
      return new Query(none, unbuilt, before);
    }
    LoopState state = before;
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      TriggerMetric metric = metrics.get(i);
      Outcome answer =
          cached(metric) && state.polled().containsKey(metric.name())
              ? state.polled().get(metric.name())
              : live(observation, i);
      Fallbacks.Result result = fallback(state, metric, answer, observation);
      state =
          result.health().isPresent()
              ? state.withHealth(metric.name(), result.health().get())
              : state;
      if (!intervalMatters) {
        state = state.withObserved(metric.name(), result.outcome());
      }
      measured.add(new Measured(metric, result.outcome()));
    }
    List<Limit> limits = new ArrayList<>();
    for (Measured each : measured) {
      Explanation.limit(each).filter(Limit.Fallback.class::isInstance).ifPresent(limits::add);
    }
    return new Query(readings(measured), limits, state);
  }

  private List<MetricReading> readings(List<Measured> measured) {
    if (modifiers.isPresent()) {
      return List.of(reading(compositeForHpa(measured)));
    }
    List<MetricReading> readings = new ArrayList<>(measured.size());
    for (Measured each : measured) {
      readings.add(reading(each.outcome()));
    }
    return readings;
  }

  /** A fallback in effect is an answer even if another trigger failed. */
  private Outcome compositeForHpa(List<Measured> measured) {
    for (Measured each : measured) {
      if (each.outcome() instanceof Measured.Substituted) {
        return each.outcome();
      }
    }
    return composite(measured)
        .orElseGet(() -> new Measured.Failed("metric:" + KedaHpa.COMPOSITE + " encountered error"));
  }

  private static MetricReading reading(Outcome outcome) {
    return switch (outcome) {
      case Measured.Known known -> new MetricReading.Total(known.milli());
      case Measured.Substituted substituted -> new MetricReading.Total(substituted.milli());
      case Measured.Failed failed -> new MetricReading.Failed(failed.message());
      case Measured.Absent ignored ->
          throw new IllegalStateException("a nil outside of scaling modifiers");
    };
  }

  private boolean cached(TriggerMetric metric) {
    return spec.triggers().get(metric.trigger()).useCachedMetrics();
  }

  private Fallbacks.Result fallback(
      LoopState state, TriggerMetric metric, Outcome answer, Observation observation) {
    Health health = state.health().getOrDefault(metric.name(), Health.HAPPY);
    int current = observation.target().specReplicas();
    return Fallbacks.apply(spec, metric, answer, health, current, readyPods(observation));
  }

  private static int readyPods(Observation observation) {
    return observation.pods().isEmpty()
        ? observation.target().readyReplicas()
        : (int) observation.pods().stream().filter(p -> p.countsAsReady()).count();
  }

  private static List<Limit> unbuilt(Observation observation) {
    List<Limit> limits = new ArrayList<>(0);
    for (Reading reading : observation.readings()) {
      if (reading instanceof Reading.Unbuilt unbuilt) {
        limits.add(new Limit.Failure("trigger", unbuilt.message()));
      }
    }
    return limits;
  }

  private Outcome live(Observation observation, int index) {
    List<Reading> readings = observation.readings();
    if (readings.size() != metrics.size()) {
      throw new IllegalArgumentException(
          "there are " + readings.size() + " readings for " + metrics.size() + " metrics");
    }
    return switch (readings.get(index)) {
      case Reading.Value value -> new Measured.Known(Measured.milli(value.value()), value.active());
      case Reading.Failure failure -> new Measured.Failed(failure.message());
      case Reading.Unbuilt unbuilt -> new Measured.Failed(unbuilt.message());
    };
  }
}
