package io.groundswell.autoscaler;

import java.util.Objects;

/**
 * A metric that a trigger announces. What it measures and how its metadata is read is the trigger's
 * business; the autoscaler needs no more than this.
 *
 * @param trigger index of the trigger in the ScaledObject, from 0
 * @param name the metric's name as the HPA knows it, such as {@code s0-rabbitmq-orders}
 * @param target value per replica ({@code AverageValue}) or in total ({@code Value}) to aim at
 * @param activation the value above which the trigger is active; only words need it, as a {@link
 *     Reading} says itself whether it is active
 */
public record TriggerMetric(int trigger, String name, double target, double activation) {

  /**
   * @throws IllegalArgumentException if the index is negative
   * @throws ManifestException if the target isn't above zero, which the HPA wouldn't take
   */
  public TriggerMetric {
    Objects.requireNonNull(name);
    if (trigger < 0) {
      throw new IllegalArgumentException("trigger is " + trigger + ", must not be negative");
    }
    if (!(target > 0)) {
      throw new ManifestException("target of " + name + " is " + target + ", must be above zero");
    }
  }

  /** A metric that is active above zero. */
  public TriggerMetric(int trigger, String name, double target) {
    this(trigger, name, target, 0);
  }
}
