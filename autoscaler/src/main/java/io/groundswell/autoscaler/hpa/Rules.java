package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.ScalingRules;
import io.groundswell.autoscaler.ScalingRules.Policy;
import io.groundswell.autoscaler.ScalingRules.SelectPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rules of one direction with every default filled in, as the API server does.
 *
 * @param window how far back recommendations count
 * @param select which policy binds
 * @param policies at least one
 */
public record Rules(Duration window, SelectPolicy select, List<Policy> policies) {

  private static final Duration PERIOD = Duration.ofSeconds(15);
  private static final List<Policy> UP =
      List.of(
          new Policy(Policy.Type.PODS, 4, PERIOD), new Policy(Policy.Type.PERCENT, 100, PERIOD));
  private static final List<Policy> DOWN = List.of(new Policy(Policy.Type.PERCENT, 100, PERIOD));

  public Rules {
    policies = List.copyOf(policies);
  }

  /** Rules for adding replicas. */
  public static Rules up(Optional<ScalingRules> given) {
    return filled(given.orElseGet(ScalingRules::empty), Duration.ZERO, UP);
  }

  /** Rules for taking replicas away. */
  public static Rules down(Optional<ScalingRules> given, HpaSettings settings) {
    return filled(given.orElseGet(ScalingRules::empty), settings.downscaleStabilisation(), DOWN);
  }

  private static Rules filled(ScalingRules given, Duration window, List<Policy> policies) {
    return new Rules(
        given.stabilizationWindow().orElse(window),
        given.selectPolicy().orElse(SelectPolicy.MAX),
        given.policies().isEmpty() ? policies : given.policies());
  }

  /** The longest time that a policy looks back. */
  Duration longestPeriod() {
    return policies.stream().map(Policy::period).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** In words, such as {@code Max of 4 pods per 15 s, 100 % per 15 s}. */
  String text() {
    if (select == SelectPolicy.DISABLED) {
      return "Disabled";
    }
    String all =
        policies.stream()
            .map(
                p ->
                    p.value()
                        + (p.type() == Policy.Type.PODS ? " pods per " : " % per ")
                        + p.period().toSeconds()
                        + " s")
            .collect(Collectors.joining(", "));
    if (policies.size() == 1) {
      return all;
    }
    return (select == SelectPolicy.MAX ? "the most of " : "the least of ") + all;
  }
}
