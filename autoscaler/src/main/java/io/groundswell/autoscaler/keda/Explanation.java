package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Decision.By;
import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.autoscaler.keda.Measured.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts a poll's outcome into a {@link Decision} that says why. */
final class Explanation {

  private Explanation() {}

  /** A decision of KEDA's operator. */
  static Decision of(
      Instant now,
      Code code,
      int current,
      OptionalInt replicas,
      List<Decision.Input> inputs,
      List<Limit> limits) {
    return new Decision(now, By.KEDA, code, current, replicas, inputs, List.of(), limits);
  }

  /** Why a metric is not what its source says. */
  static Optional<Limit> limit(Measured measured) {
    return switch (measured.outcome()) {
      case Measured.Known ignored -> Optional.empty();
      case Measured.Substituted substituted -> Optional.of(substituted.fallback());
      case Measured.Absent absent -> Optional.of(absent.fallback());
      case Measured.Failed failed ->
          Optional.of(new Limit.Failure(measured.metric().name(), failed.message()));
    };
  }

  /**
   * What was read: each trigger's metric, and what a formula makes of them.
   *
   * @param composite empty where there is no formula, or it can't be worked out
   */
  static List<Decision.Input> inputs(
      List<Measured> measured, Optional<Modifiers> modifiers, Optional<Outcome> composite) {
    List<Decision.Input> inputs = new ArrayList<>();
    for (Measured each : measured) {
      boolean active = modifiers.isEmpty() && each.outcome().active();
      TriggerMetric metric = each.metric();
      inputs.add(
          input(metric.name(), each.outcome(), active, metric.target(), metric.activation()));
    }
    composite.ifPresent(
        outcome ->
            inputs.add(
                input(
                    KedaHpa.COMPOSITE,
                    outcome,
                    modifiers.orElseThrow().active(outcome),
                    modifiers.get().target(),
                    modifiers.get().activationTarget())));
    return inputs;
  }

  private static Decision.Input input(
      String metric, Outcome outcome, boolean active, double target, double activation) {
    return switch (outcome) {
      case Measured.Known known ->
          new Decision.Input(metric, known.milli() / 1000.0, null, active, target, activation);
      case Measured.Substituted substituted ->
          new Decision.Input(
              metric, substituted.milli() / 1000.0, null, active, target, activation);
      case Measured.Absent ignored ->
          new Decision.Input(metric, null, "nil", active, target, activation);
      case Measured.Failed failed ->
          new Decision.Input(metric, null, failed.message(), active, target, activation);
    };
  }
}
