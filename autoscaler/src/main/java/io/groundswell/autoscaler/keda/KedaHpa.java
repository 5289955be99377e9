package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.Behavior;
import io.groundswell.autoscaler.HorizontalPodAutoscaler;
import io.groundswell.autoscaler.HpaMetric;
import io.groundswell.autoscaler.ManifestException;
import io.groundswell.autoscaler.Quantity;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.ScalingModifiers;
import io.groundswell.autoscaler.ScalingRules;
import io.groundswell.autoscaler.Trigger;
import io.groundswell.autoscaler.Trigger.MetricType;
import io.groundswell.autoscaler.TriggerMetric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HPA that KEDA makes of a ScaledObject, after {@code controllers/keda/hpa.go}. */
public final class KedaHpa {

  /** Name of the metric that scaling modifiers make. */
  public static final String COMPOSITE = "composite-metric";

  private KedaHpa() {}

  /**
   * Makes the HPA.
   *
   * @param metrics what the triggers announce, without those of {@code cpu} and {@code memory}
   * @throws ManifestException if there is no metric, or a trigger can't become one
   */
  public static HorizontalPodAutoscaler of(ScaledObject spec, List<TriggerMetric> metrics) {
    List<HpaMetric> all = new ArrayList<>();
    if (spec.scalingModifiers().isPresent()) {
      all.add(composite(spec.scalingModifiers().get()));
    } else {
      metrics.forEach(m -> all.add(external(spec.triggers().get(m.trigger()), m)));
    }
    for (Trigger trigger : spec.triggers()) {
      if (trigger.isResource()) {
        HpaMetric metric = resource(trigger);
        if (spec.scalingModifiers().isEmpty() || metric.container().isEmpty()) {
          all.add(metric);
        }
      }
    }
    if (all.isEmpty()) {
      throw new ManifestException("ScaledObject " + spec.name() + " has no trigger with a metric");
    }
    all.sort(Comparator.comparing(m -> m.source().toString()));
    return new HorizontalPodAutoscaler(
        spec.hpaName().isEmpty() ? "keda-hpa-" + spec.name() : spec.hpaName(),
        spec.namespace(),
        spec.target(),
        spec.hpaMinReplicas(),
        spec.maxReplicas(),
        all,
        behavior(spec));
  }

  /** A target in thousandths; what is finer is cut off. */
  static long milli(double target) {
    return (long) (target * 1000);
  }

  private static HpaMetric composite(ScalingModifiers modifiers) {
    long milli = milli(Double.parseDouble(modifiers.target()));
    return HpaMetric.external(COMPOSITE, target(COMPOSITE, modifiers.metricType(), milli));
  }

  private static HpaMetric external(Trigger trigger, TriggerMetric metric) {
    MetricType type = trigger.metricType().orElse(MetricType.AVERAGE_VALUE);
    if (type == MetricType.UTILIZATION) {
      throw new ManifestException(
          "triggers["
              + trigger.index()
              + "].metricType is Utilization, must be AverageValue or Value"
              + " for a trigger of type "
              + trigger.type());
    }
    return HpaMetric.external(metric.name(), target(metric.name(), type, milli(metric.target())));
  }

  private static HpaMetric resource(Trigger trigger) {
    MetricType type =
        trigger
            .metricType()
            .filter(t -> t != MetricType.VALUE)
            .orElseThrow(
                () ->
                    new ManifestException(
                        "triggers["
                            + trigger.index()
                            + "].metricType is "
                            + trigger.metricType().map(MetricType::toString).orElse("missing")
                            + ", must be Utilization or AverageValue for a trigger of type "
                            + trigger.type()));
    Map<String, String> metadata = trigger.metadata();
    if (metadata.containsKey("type")) {
      throw new ManifestException(
          "triggers["
              + trigger.index()
              + "].metadata.type is no longer supported by KEDA, set"
              + " metricType instead");
    }
    Optional<String> container =
        Optional.ofNullable(metadata.get("containerName")).filter(name -> !name.isEmpty());
    return new HpaMetric(
        container.isPresent() ? HpaMetric.Source.CONTAINER_RESOURCE : HpaMetric.Source.RESOURCE,
        trigger.type(),
        container,
        target(trigger.type(), type, amount(trigger, type)));
  }

  private static long amount(Trigger trigger, MetricType type) {
    String value = trigger.metadata().getOrDefault("value", "").strip();
    try {
      return type == MetricType.UTILIZATION ? Integer.parseInt(value) : Quantity.milli(value);
    } catch (IllegalArgumentException e) {
      String wanted =
          type == MetricType.UTILIZATION ? "a whole percentage" : "a quantity such as 500m or 1Gi";
      throw new ManifestException(
          "triggers[" + trigger.index() + "].metadata.value is '" + value + "', must be " + wanted,
          e);
    }
  }

  private static HpaMetric.Target target(String name, MetricType type, long value) {
    if (value <= 0) {
      throw new ManifestException("target of " + name + " is " + value + " m, must be above zero");
    }
    return new HpaMetric.Target(type, value);
  }

  /** The given behaviour, with whatever direction is paused switched off in it. */
  private static Optional<Behavior> behavior(ScaledObject spec) {
    boolean noUp = Annotations.on(spec.annotations(), Annotations.PAUSED_SCALE_OUT);
    boolean noDown = Annotations.on(spec.annotations(), Annotations.PAUSED_SCALE_IN);
    if (!noUp && !noDown) {
      return spec.behavior();
    }
    Behavior given = spec.behavior().orElseGet(Behavior::empty);
    return Optional.of(
        new Behavior(
            noUp ? disabled(given.scaleUp()) : given.scaleUp(),
            noDown ? disabled(given.scaleDown()) : given.scaleDown()));
  }

  private static Optional<ScalingRules> disabled(Optional<ScalingRules> given) {
    return Optional.of(
        given.orElseGet(ScalingRules::empty).withSelectPolicy(ScalingRules.SelectPolicy.DISABLED));
  }
}
