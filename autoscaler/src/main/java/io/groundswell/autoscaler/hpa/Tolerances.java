package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.Behavior;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.ScalingRules;
import java.util.Optional;

/**
 * How far the ratio of usage to target may be from 1 without a change.
 *
 * @param down below 1
 * @param up above 1
 */
public record Tolerances(double down, double up) {

  static Tolerances of(Optional<Behavior> behavior, HpaSettings settings) {
    if (!settings.configurableTolerance()) {
      return new Tolerances(settings.tolerance(), settings.tolerance());
    }
    return new Tolerances(
        given(behavior.flatMap(Behavior::scaleDown), settings),
        given(behavior.flatMap(Behavior::scaleUp), settings));
  }

  private static double given(Optional<ScalingRules> rules, HpaSettings settings) {
    return rules.isPresent()
        ? rules.get().tolerance().orElse(settings.tolerance())
        : settings.tolerance();
  }

  /** Whether a ratio is near enough to 1, bounds included; an undefined one isn't. */
  public boolean hold(double ratio) {
    return 1.0 - down <= ratio && ratio <= 1.0 + up;
  }
}
