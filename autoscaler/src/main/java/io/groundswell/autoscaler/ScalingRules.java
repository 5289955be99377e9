package io.groundswell.autoscaler;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Rules for one direction of an HPA, as given: what is absent takes its default only when the HPA
 * decides.
 *
 * @param stabilizationWindow how far back recommendations count, 0 to 3,600 s
 * @param selectPolicy which policy's limit binds
 * @param policies what may change in which time; empty for the default ones
 * @param tolerance how far the ratio of usage to target may be from 1 without a change
 */
public record ScalingRules(
    Optional<Duration> stabilizationWindow,
    Optional<SelectPolicy> selectPolicy,
    List<Policy> policies,
    OptionalDouble tolerance) {

  /** Which of several policies binds. */
  public enum SelectPolicy {
    /** The one that allows the most change. */
    MAX("Max"),
    /** The one that allows the least change. */
    MIN("Min"),
    /** None: no change in this direction at all. */
    DISABLED("Disabled");

    private final String text;

    SelectPolicy(String text) {
      this.text = text;
    }

    /** As manifests spell it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * How much may change in a time.
   *
   * @param type what {@code value} counts
   * @param value pods or percent, above zero
   * @param period 1 to 1,800 s
   */
  public record Policy(Type type, int value, Duration period) {

    /** What a policy counts. */
    public enum Type {
      PODS("Pods"),
      PERCENT("Percent");

      private final String text;

      Type(String text) {
        this.text = text;
      }

      /** As manifests spell it. */
      @Override
      public String toString() {
        return text;
      }
    }

    public Policy {
      Objects.requireNonNull(type);
      if (value <= 0) {
        throw new IllegalArgumentException("policy value is " + value + ", must be above zero");
      }
      if (!period.isPositive() || period.toSeconds() > 1800) {
        throw new IllegalArgumentException(
            "policy periodSeconds is " + period.toSeconds() + ", must be 1 to 1800");
      }
    }
  }

  public ScalingRules {
    Objects.requireNonNull(selectPolicy);
    policies = List.copyOf(policies);
    if (stabilizationWindow.isPresent()
        && (stabilizationWindow.get().isNegative()
            || stabilizationWindow.get().toSeconds() > 3600)) {
      throw new IllegalArgumentException(
          "stabilizationWindowSeconds is "
              + stabilizationWindow.get().toSeconds()
              + ", must be 0 to 3600");
    }
    if (tolerance.isPresent() && !(tolerance.getAsDouble() >= 0)) {
      throw new IllegalArgumentException(
          "tolerance is " + tolerance.getAsDouble() + ", must not be negative");
    }
  }

  /** Rules that say nothing. */
  public static ScalingRules empty() {
    return new ScalingRules(Optional.empty(), Optional.empty(), List.of(), OptionalDouble.empty());
  }

  /** These rules with another way to select. */
  public ScalingRules withSelectPolicy(SelectPolicy policy) {
    return new ScalingRules(stabilizationWindow, Optional.of(policy), policies, tolerance);
  }
}
