package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.Fallback;
import io.groundswell.autoscaler.ManifestException;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.ScalingModifiers;
import io.groundswell.autoscaler.Trigger;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.autoscaler.expression.Expression;
import io.groundswell.autoscaler.expression.ExpressionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What KEDA's reconciler and admission webhook refuse or warn of, in KEDA's words where it has
 * some, after {@code apis/keda/v1alpha1}.
 */
public final class Validation {

  private static final int MAX_NAME = 63;
  private static final Set<String> UNCACHEABLE = Set.of("cpu", "memory", "cron");

  private Validation() {}

  /**
   * Refuses what KEDA refuses.
   *
   * @param metrics what the triggers announce
   * @throws ManifestException with the first reason
   */
  public static void check(ScaledObject spec, List<TriggerMetric> metrics) {
    check(spec);
    metricNames(metrics);
  }

  /**
   * Refuses what KEDA refuses, as far as it can be told without asking the triggers.
   *
   * @throws ManifestException with the first reason
   */
  public static void check(ScaledObject spec) {
    names(spec);
    replicaBounds(spec);
    triggers(spec.triggers());
    fallback(spec);
    spec.scalingModifiers().ifPresent(m -> modifiers(spec, m));
    onlyResources(spec);
    Annotations.pausedReplicas(spec.annotations());
  }

  /** What KEDA only warns of, one sentence each. */
  public static List<String> warnings(ScaledObject spec) {
    List<String> warnings = new ArrayList<>();
    boolean neverZero = spec.minReplicas() > 0 && spec.idleReplicaCount().isEmpty();
    boolean cached = spec.triggers().stream().anyMatch(Trigger::useCachedMetrics);
    if (neverZero
        && !cached
        && spec.scalingModifiers().isEmpty()
        && spec.pollingInterval().isPresent()) {
      warnings.add(
          "ScaledObject "
              + spec.name()
              + ": spec.pollingInterval has no effect, as minReplicaCount is "
              + spec.minReplicas()
              + " and the HPA does all the asking");
    }
    if (neverZero && spec.cooldownPeriod().isPresent()) {
      warnings.add(
          "ScaledObject "
              + spec.name()
              + ": spec.cooldownPeriod has no effect, as minReplicaCount is "
              + spec.minReplicas()
              + " and nothing goes to zero");
    }
    return warnings;
  }

  private static void names(ScaledObject spec) {
    if (spec.name().length() > MAX_NAME) {
      throw new ManifestException(
          "ScaledObject's name has " + spec.name().length() + " characters, at most " + MAX_NAME);
    }
    if (spec.hpaName().length() > MAX_NAME) {
      throw new ManifestException(
          "horizontalPodAutoscalerConfig.name has "
              + spec.hpaName().length()
              + " characters, at most "
              + MAX_NAME);
    }
  }

  /**
   * Checks idle, least and most replicas against each other.
   *
   * @throws ManifestException in KEDA's words
   */
  public static void replicaBounds(ScaledObject spec) {
    int min = spec.minReplicaCount().isPresent() ? spec.hpaMinReplicas() : 0;
    if (min > spec.maxReplicas()) {
      throw new ManifestException(
          "MinReplicaCount=" + min + " must be less than MaxReplicaCount=" + spec.maxReplicas());
    }
    if (spec.idleReplicaCount().isPresent() && spec.idleReplicaCount().getAsInt() >= min) {
      throw new ManifestException(
          "IdleReplicaCount="
              + spec.idleReplicaCount().getAsInt()
              + " must be less than MinReplicaCount="
              + min);
    }
  }

  /**
   * Checks names and caches of triggers.
   *
   * @throws ManifestException if a name is there twice, or a trigger can't be cached
   */
  public static void triggers(List<Trigger> triggers) {
    Set<String> names = new HashSet<>();
    for (Trigger trigger : triggers) {
      if (!trigger.name().isEmpty() && !names.add(trigger.name())) {
        throw new ManifestException(
            "triggerName '"
                + trigger.name()
                + "' is defined multiple times in the ScaledObject, but"
                + " it must be unique");
      }
      if (trigger.useCachedMetrics() && UNCACHEABLE.contains(trigger.type())) {
        throw new ManifestException(
            "property \"useCachedMetrics\" is not supported for \"" + trigger.type() + "\" scaler");
      }
    }
  }

  /**
   * Checks the fallback.
   *
   * @throws ManifestException in KEDA's words
   */
  public static void fallback(ScaledObject spec) {
    if (spec.fallback().isEmpty()) {
      return;
    }
    Fallback fallback = spec.fallback().get();
    if (fallback.failureThreshold() < 0 || fallback.replicas() < 0) {
      throw new ManifestException(
          "FailureThreshold="
              + fallback.failureThreshold()
              + " & Replicas="
              + fallback.replicas()
              + " must both be greater than or equal to 0");
    }
    boolean formula = spec.scalingModifiers().map(m -> !m.formula().isEmpty()).orElse(false);
    if (fallback.behavior() == Fallback.Behavior.SCALING_MODIFIERS && !formula) {
      throw new ManifestException(
          "fallback.behavior is scalingModifiers, which needs advanced.scalingModifiers.formula");
    }
    if (spec.scalingModifiers().isEmpty()
        && spec.triggers().stream().allMatch(Trigger::isResource)) {
      throw new ManifestException(
          "at least one trigger (that is not cpu or memory) has to have the `AverageValue` or `Value`"
              + " type for the fallback to be enabled");
    }
  }

  private static void modifiers(ScaledObject spec, ScalingModifiers modifiers) {
    String at = "advanced.scalingModifiers.";
    if (modifiers.formula().isEmpty()) {
      throw new ManifestException(at + "formula is missing, must be there with a target");
    }
    if (!(number(at + "target", modifiers.target()) > 0)) {
      throw new ManifestException(
          at + "target is '" + modifiers.target() + "', must be a number above zero");
    }
    if (!modifiers.activationTarget().isEmpty()) {
      number(at + "activationTarget", modifiers.activationTarget());
    }
    Set<String> names = new HashSet<>();
    for (Trigger trigger : spec.triggers()) {
      if (!trigger.isResource()) {
        if (trigger.name().isEmpty()) {
          throw new ManifestException(
              "triggers[" + trigger.index() + "].name is missing, must be there for the formula");
        }
        names.add(trigger.name());
      }
    }
    formula(at + "formula", modifiers.formula(), names);
  }

  private static void formula(String at, String formula, Set<String> names) {
    try {
      for (String name : Expression.parse(formula).names()) {
        if (!names.contains(name)) {
          throw new ManifestException(
              at
                  + " names '"
                  + name
                  + "', which is no trigger; triggers are "
                  + String.join(", ", names.stream().sorted().toList()));
        }
      }
    } catch (ExpressionException e) {
      throw new ManifestException(at + " is '" + formula + "': " + e.getMessage(), e);
    }
  }

  private static double number(String at, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new ManifestException(at + " is '" + value + "', must be a number", e);
    }
  }

  private static void onlyResources(ScaledObject spec) {
    if (!spec.triggers().isEmpty()
        && spec.triggers().stream().allMatch(Trigger::isResource)
        && spec.minReplicas() == 0) {
      throw new ManifestException(
          "scaledobject has only cpu/memory triggers AND minReplica is 0 (scale to zero doesn't work"
              + " in this case)");
    }
  }

  private static void metricNames(List<TriggerMetric> metrics) {
    Set<String> names = new HashSet<>();
    for (TriggerMetric metric : metrics) {
      if (!names.add(metric.name())) {
        throw new ManifestException("metricName " + metric.name() + " defined multiple times");
      }
    }
  }
}
