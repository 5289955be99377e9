package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.KedaConfig.MetricType;
import io.groundswell.keda.deployment.KedaConfig.PodsMetric;
import io.groundswell.keda.deployment.ScaledObjects.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the HorizontalPodAutoscaler of a workload that is scaled without KEDA. */
final class HorizontalPodAutoscalers {

  private static final String CONTAINER = "containerName";

  private HorizontalPodAutoscalers() {}

  /**
   * One that scales on the same cpu and memory triggers that KEDA would hand to its own, and on
   * metrics of the pods.
   *
   * @param triggers of type cpu and memory; others are left out
   */
  static Resource of(KedaConfig config, Target target, List<Trigger> triggers) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("scaleTargetRef", target.reference());
    config.minReplicas().ifPresent(n -> spec.put("minReplicas", n));
    config.maxReplicas().ifPresent(n -> spec.put("maxReplicas", n));
    List<Map<String, Object>> metrics = new ArrayList<>();
    triggers.stream()
        .filter(t -> Checks.RESOURCE_TYPES.contains(t.type()))
        .forEach(t -> metrics.add(resource(t)));
    new TreeMap<>(config.podsMetrics()).forEach((name, metric) -> metrics.add(pods(name, metric)));
    spec.put("metrics", metrics);
    Map<String, Object> behavior = ScaledObjects.behavior(config.behavior());
    if (!behavior.isEmpty()) {
      spec.put("behavior", behavior);
    }
    return new Resource(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        config.name().orElse(target.name()),
        Map.of(),
        spec);
  }

  private static Map<String, Object> resource(Trigger trigger) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("name", trigger.type());
    String container = trigger.metadata().get(CONTAINER);
    if (container == null) {
      source.put("target", target(trigger));
      return metric("Resource", "resource", source);
    }
    source.put("container", container);
    source.put("target", target(trigger));
    return metric("ContainerResource", "containerResource", source);
  }

  private static Map<String, Object> target(Trigger trigger) {
    String value = trigger.metadata().getOrDefault("value", "");
    Map<String, Object> target = new LinkedHashMap<>();
    if (trigger.metricType().filter(t -> t == MetricType.UTILIZATION).isPresent()) {
      target.put("type", "Utilization");
      target.put("averageUtilization", HpaChecks.percent(value).orElse(0));
    } else {
      target.put("type", "AverageValue");
      target.put("averageValue", value);
    }
    return target;
  }

  private static Map<String, Object> pods(String name, PodsMetric metric) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("type", "AverageValue");
    target.put("averageValue", Setting.text(metric.target()));
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("metric", Map.of("name", name));
    source.put("target", target);
    return metric("Pods", "pods", source);
  }

  private static Map<String, Object> metric(String type, String key, Map<String, Object> source) {
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("type", type);
    metric.put(key, source);
    return metric;
  }
}
