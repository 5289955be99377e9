package io.groundswell.autoscaler;

import java.util.Objects;

/**
 * What KEDA does where a trigger keeps failing.
 *
 * @param failureThreshold failures in a row that are still borne
 * @param replicas what to fall back to
 * @param behavior how {@code replicas} is meant
 */
public record Fallback(int failureThreshold, int replicas, Behavior behavior) {

  /** How a fallback's replicas are meant. */
  public enum Behavior {
    STATIC("static"),
    CURRENT_REPLICAS("currentReplicas"),
    CURRENT_REPLICAS_IF_HIGHER("currentReplicasIfHigher"),
    CURRENT_REPLICAS_IF_LOWER("currentReplicasIfLower"),
    SCALING_MODIFIERS("scalingModifiers");

    private final String text;

    Behavior(String text) {
      this.text = text;
    }

    /** As manifests spell it. */
    @Override
    public String toString() {
      return text;
    }
  }

  public Fallback {
    Objects.requireNonNull(behavior);
  }
}
