package io.groundswell.autoscaler;

import java.util.Objects;
import java.util.Optional;

/**
 * How fast an HPA may go: {@code spec.behavior}. Its presence alone, even empty, changes the HPA's
 * arithmetic (see {@code hpa.Normalisation}).
 *
 * @param scaleUp rules for adding replicas
 * @param scaleDown rules for taking replicas away
 */
public record Behavior(Optional<ScalingRules> scaleUp, Optional<ScalingRules> scaleDown) {

  public Behavior {
    Objects.requireNonNull(scaleUp);
    Objects.requireNonNull(scaleDown);
  }

  /** {@code behavior: {}}. */
  public static Behavior empty() {
    return new Behavior(Optional.empty(), Optional.empty());
  }
}
