package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Decision.By;
import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.Formula;
import io.groundswell.autoscaler.HpaMetric;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.Trigger.MetricType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Puts a sync's outcome into a {@link Decision} that says why. */
final class Explanation {

  private Explanation() {}

  /**
   * A decision of the HPA.
   *
   * @param outcomes what each metric came to; none where no metric was looked at
   */
  static Decision of(
      Instant now,
      Code code,
      int current,
      int desired,
      List<MetricOutcome> outcomes,
      List<Limit> limits) {
    List<Decision.Input> inputs = new ArrayList<>(outcomes.size());
    List<Formula> formulas = new ArrayList<>(outcomes.size());
    for (MetricOutcome outcome : outcomes) {
      inputs.add(input(outcome));
      if (outcome instanceof MetricOutcome.Proposed proposed) {
        formulas.add(formula(proposed));
      }
    }
    return new Decision(
        now,
        By.HPA,
        code,
        current,
        desired == current ? OptionalInt.empty() : OptionalInt.of(desired),
        inputs,
        formulas,
        limits);
  }

  private static Decision.Input input(MetricOutcome outcome) {
    HpaMetric metric = outcome.metric();
    double target = scaled(metric, metric.target().value());
    return switch (outcome) {
      case MetricOutcome.Proposed p ->
          new Decision.Input(metric.name(), scaled(metric, p.total()), null, false, target, 0);
      case MetricOutcome.Failed f ->
          new Decision.Input(metric.name(), null, f.message(), false, target, 0);
    };
  }

  private static Formula formula(MetricOutcome.Proposed outcome) {
    HpaMetric metric = outcome.metric();
    Proposal proposal = outcome.proposal();
    return new Formula(
        metric.name(),
        kind(metric),
        scaled(metric, outcome.total()),
        scaled(metric, metric.target().value()),
        proposal.multiplier(),
        proposal.ratio(),
        proposal.held(),
        proposal.replicas());
  }

  private static Formula.Kind kind(HpaMetric metric) {
    boolean whole =
        metric.source() == HpaMetric.Source.EXTERNAL || metric.source() == HpaMetric.Source.OBJECT;
    return switch (metric.target().type()) {
      case VALUE -> Formula.Kind.VALUE;
      case UTILIZATION -> Formula.Kind.UTILIZATION;
      case AVERAGE_VALUE -> whole ? Formula.Kind.AVERAGE_VALUE : Formula.Kind.POD_AVERAGE;
    };
  }

  private static double scaled(HpaMetric metric, long value) {
    return metric.target().type() == MetricType.UTILIZATION ? value : value / 1000.0;
  }

  /** The metrics that couldn't be had. */
  static List<Limit> failures(List<MetricOutcome> outcomes) {
    List<Limit> limits = new ArrayList<>(0);
    for (MetricOutcome outcome : outcomes) {
      if (outcome instanceof MetricOutcome.Failed failed) {
        limits.add(new Limit.Failure(failed.metric().name(), failed.message()));
      }
    }
    return limits;
  }

  /** The metrics that are near enough to their targets. */
  static List<Limit> tolerances(List<MetricOutcome> outcomes, Tolerances tolerances) {
    List<Limit> limits = new ArrayList<>(0);
    for (MetricOutcome outcome : outcomes) {
      if (outcome instanceof MetricOutcome.Proposed p
          && p.proposal().held()
          && tolerances.hold(p.proposal().ratio())) {
        limits.add(
            new Limit.Tolerance(
                p.metric().name(), p.proposal().ratio(), tolerances.down(), tolerances.up()));
      }
    }
    return limits;
  }
}
