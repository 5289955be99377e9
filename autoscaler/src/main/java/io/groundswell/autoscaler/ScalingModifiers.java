package io.groundswell.autoscaler;

import java.util.Objects;

/**
 * One metric made of several triggers' by a formula.
 *
 * @param formula an expression over the triggers' names
 * @param target value to aim at, as given
 * @param activationTarget the value above which the whole is active, as given; empty for 0
 * @param metricType {@code AverageValue} or {@code Value}
 */
public record ScalingModifiers(
    String formula, String target, String activationTarget, Trigger.MetricType metricType) {

  public ScalingModifiers {
    Objects.requireNonNull(formula);
    Objects.requireNonNull(target);
    Objects.requireNonNull(activationTarget);
    Objects.requireNonNull(metricType);
  }
}
