package io.groundswell.lab.watch;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.ExternalMetricSource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricStatus;
import io.groundswell.autoscaler.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an HPA tells of its last sync. */
final class HpaView {

  private HpaView() {}

  /**
   * What it read of its External metrics; the whole of a metric whose target is an average, as far
   * as its average tells (it is rounded up to a thousandth; of replicas that the Deployment doesn't
   * have yet there is none, for which it shows a large negative number).
   */
  static List<Decision.Input> readings(HorizontalPodAutoscaler hpa) {
    List<Decision.Input> readings = new ArrayList<>();
    for (MetricSpec metric : list(hpa.getSpec().getMetrics())) {
      ExternalMetricSource external = metric.getExternal();
      if (external != null) {
        String name = external.getMetric().getName();
        Quantity average = external.getTarget().getAverageValue();
        Quantity target = average == null ? external.getTarget().getValue() : average;
        readings.add(
            new Decision.Input(
                name, value(hpa, name, average != null), null, false, number(target), 0));
      }
    }
    return readings;
  }

  private static Double value(HorizontalPodAutoscaler hpa, String name, boolean average) {
    if (hpa.getStatus() == null) {
      return null;
    }
    Integer replicas = hpa.getStatus().getCurrentReplicas();
    return list(hpa.getStatus().getCurrentMetrics()).stream()
        .map(MetricStatus::getExternal)
        .filter(e -> e != null && e.getMetric().getName().equals(name))
        .map(e -> average ? e.getCurrent().getAverageValue() : e.getCurrent().getValue())
        .filter(q -> q != null && number(q) >= 0)
        .map(q -> average ? number(q) * (replicas == null ? 1 : replicas) : number(q))
        .findFirst()
        .orElse(null);
  }

  /** What bound it, if its condition ScalingLimited tells so. */
  static Optional<Decision.Code> limit(HorizontalPodAutoscaler hpa) {
    return condition(hpa, "ScalingLimited")
        .filter(c -> "True".equals(c.getStatus()))
        .flatMap(
            c ->
                Arrays.stream(Decision.Code.values())
                    .filter(code -> code.toString().equals(c.getReason()))
                    .findFirst());
  }

  /** Why it can't scale, in its own words; empty if it can, or sleeps at zero. */
  static Optional<String> trouble(HorizontalPodAutoscaler hpa) {
    return condition(hpa, "ScalingActive")
        .filter(c -> "False".equals(c.getStatus()) && !"ScalingDisabled".equals(c.getReason()))
        .map(c -> c.getReason() + ": " + c.getMessage());
  }

  private static Optional<HorizontalPodAutoscalerCondition> condition(
      HorizontalPodAutoscaler hpa, String type) {
    return hpa.getStatus() == null
        ? Optional.empty()
        : list(hpa.getStatus().getConditions()).stream()
            .filter(c -> type.equals(c.getType()))
            .findFirst();
  }

  private static double number(Quantity quantity) {
    return quantity == null ? 0 : quantity.getNumericalAmount().doubleValue();
  }

  private static <T> List<T> list(List<T> list) {
    return list == null ? List.of() : list;
  }
}
