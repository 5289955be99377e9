package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.Fallback;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.Trigger.MetricType;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.autoscaler.keda.Measured.Outcome;
import java.util.Optional;

/**
 * What stands for a source that fails, after {@code pkg/fallback/fallback.go}. Failures are counted
 * whoever asks: the scale loop or the HPA.
 */
public final class Fallbacks {

  private Fallbacks() {}

  /**
   * An outcome and the health that goes with it.
   *
   * @param outcome the value, what stands for it, or the error
   * @param health afterwards; empty where nobody keeps it
   */
  public record Result(Outcome outcome, Optional<Health> health) {}

  /**
   * Lets the fallback stand for a source, if it is due.
   *
   * @param live what the source answered
   * @param before its health so far
   * @param current replicas wanted
   * @param readyPods pods that run and are ready
   */
  public static Result apply(
      ScaledObject spec,
      TriggerMetric metric,
      Outcome live,
      Health before,
      int current,
      int readyPods) {
    Optional<Fallback> fallback = spec.fallback().filter(f -> valid(spec, metric, f));
    if (fallback.isEmpty()) {
      return new Result(live, Optional.empty());
    }
    if (!(live instanceof Measured.Failed)) {
      return new Result(live, Optional.of(Health.HAPPY));
    }
    Health health = before.failedOnceMore();
    Outcome outcome =
        due(fallback.get(), health)
            ? substitute(spec, fallback.get(), metric, health, current, readyPods)
            : live;
    return new Result(outcome, Optional.of(health));
  }

  /** Whether the failures in a row are more than is borne. */
  public static boolean due(Fallback fallback, Health health) {
    return health.failures() > fallback.failureThreshold();
  }

  /** KEDA leaves a fallback out of account that it finds wrong, and any for a Utilization. */
  public static boolean valid(ScaledObject spec, TriggerMetric metric, Fallback fallback) {
    return metricType(spec, metric) != MetricType.UTILIZATION && valid(spec, fallback);
  }

  private static boolean valid(ScaledObject spec, Fallback fallback) {
    boolean countable =
        spec.scalingModifiers().isEmpty() || wholeAboveZero(spec.scalingModifiers().get().target());
    return countable && fallback.failureThreshold() >= 0 && fallback.replicas() >= 0;
  }

  private static boolean wholeAboveZero(String target) {
    try {
      return Long.parseLong(target) > 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Outcome substitute(
      ScaledObject spec,
      Fallback fallback,
      TriggerMetric metric,
      Health health,
      int current,
      int readyPods) {
    if (fallback.behavior() == Fallback.Behavior.SCALING_MODIFIERS) {
      return new Measured.Absent(limit(metric, health, fallback, fallback.replicas()));
    }
    double replicas = replicas(fallback, current);
    if (metricType(spec, metric) == MetricType.VALUE) {
      if (readyPods == 0) {
        return new Measured.Failed("error performing fallback");
      }
      replicas /= readyPods;
    }
    long milli = (long) (target(spec, metric) * 1000 * replicas);
    return new Measured.Substituted(milli, limit(metric, health, fallback, replicas));
  }

  private static double replicas(Fallback fallback, int current) {
    return switch (fallback.behavior()) {
      case CURRENT_REPLICAS -> current;
      case CURRENT_REPLICAS_IF_HIGHER -> Math.max(current, fallback.replicas());
      case CURRENT_REPLICAS_IF_LOWER -> Math.min(current, fallback.replicas());
      default -> fallback.replicas();
    };
  }

  private static MetricType metricType(ScaledObject spec, TriggerMetric metric) {
    return spec.scalingModifiers().isPresent()
        ? spec.scalingModifiers().get().metricType()
        : spec.triggers().get(metric.trigger()).metricType().orElse(MetricType.AVERAGE_VALUE);
  }

  private static double target(ScaledObject spec, TriggerMetric metric) {
    return spec.scalingModifiers().isPresent()
        ? Double.parseDouble(spec.scalingModifiers().get().target())
        : KedaHpa.milli(metric.target()) / 1000.0;
  }

  private static Limit.Fallback limit(
      TriggerMetric metric, Health health, Fallback fallback, double replicas) {
    return new Limit.Fallback(
        metric.name(), health.failures(), fallback.failureThreshold(), replicas);
  }
}
