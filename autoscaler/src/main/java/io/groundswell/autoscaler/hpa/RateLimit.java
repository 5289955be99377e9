package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.ScalingRules.Policy;
import io.groundswell.autoscaler.ScalingRules.SelectPolicy;
import java.time.Instant;
import java.util.List;

/**
 * How far an HPA's policies let it go, after {@code calculateScaleUpLimitWithScalingRules} and
 * {@code calculateScaleDownLimitWithBehaviors} of {@code horizontal.go}.
 */
public final class RateLimit {

  private RateLimit() {}

  /** The most replicas that the policies allow now; may be below the current ones. */
  public static int up(
      int current, List<ScaleEvent> ups, List<ScaleEvent> downs, Rules rules, Instant now) {
    if (rules.select() == SelectPolicy.DISABLED) {
      return current;
    }
    boolean least = rules.select() == SelectPolicy.MIN;
    int limit = least ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    for (Policy policy : rules.policies()) {
      int start = start(current, ups, downs, policy, now);
      int allowed =
          policy.type() == Policy.Type.PODS
              ? start + policy.value()
              : Milli.replicas(start * (1 + policy.value() / 100.0));
      limit = least ? Math.min(limit, allowed) : Math.max(limit, allowed);
    }
    return limit;
  }

  /** The least replicas that the policies allow now; may be above the current ones. */
  public static int down(
      int current, List<ScaleEvent> ups, List<ScaleEvent> downs, Rules rules, Instant now) {
    if (rules.select() == SelectPolicy.DISABLED) {
      return current;
    }
    boolean least = rules.select() == SelectPolicy.MIN;
    int limit = least ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    for (Policy policy : rules.policies()) {
      int start = start(current, ups, downs, policy, now);
      int allowed =
          policy.type() == Policy.Type.PODS
              ? start - policy.value()
              : (int) (start * (1 - policy.value() / 100.0));
      limit = least ? Math.max(limit, allowed) : Math.min(limit, allowed);
    }
    return limit;
  }

  /** The replicas at the beginning of a policy's period. */
  private static int start(
      int current, List<ScaleEvent> ups, List<ScaleEvent> downs, Policy policy, Instant now) {
    return current
        - ScaleEvents.change(ups, policy.period(), now)
        + ScaleEvents.change(downs, policy.period(), now);
  }

  /**
   * The most replicas of one sync where the HPA has no behaviour, after {@code
   * calculateScaleUpLimit}.
   */
  public static int withoutBehavior(int current, double factor, int minimum) {
    return (int) Math.max(factor * current, minimum);
  }
}
