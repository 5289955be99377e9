package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.KedaConfig.MetricType;
import io.groundswell.keda.deployment.KedaConfig.PodsMetric;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a HorizontalPodAutoscaler of {@code autoscaling/v2} would refuse or can't do, where it is to
 * scale without KEDA.
 */
final class HpaChecks {

  /** What an expression has to leave to the adapter, which asks for all pods at once. */
  private static final List<String> TEMPLATE = List.of("<<.LabelMatchers>>", "<<.GroupBy>>");

  private HpaChecks() {}

  static void check(KedaConfig config, List<Trigger> triggers, Problems problems) {
    settingsOfKeda(config)
        .forEach(
            (name, value) ->
                problems.add(
                    "quarkus.keda.%s=%s is for KEDA alone: leave it out, or set"
                        + " quarkus.keda.autoscaler=keda",
                    name, value));
    replicas(config, problems);
    triggers.forEach(t -> trigger(t, problems));
    new TreeMap<>(config.podsMetrics()).forEach((name, metric) -> pods(name, metric, problems));
    if (triggers.isEmpty() && config.podsMetrics().isEmpty()) {
      problems.add(
          "quarkus.keda.autoscaler=hpa has nothing to scale on: describe a trigger of type cpu or"
              + " memory under quarkus.keda.triggers, or a metric under quarkus.keda.pods-metrics");
    }
  }

  /** A utilisation in per cent; empty where it is none. */
  static Optional<Integer> percent(String text) {
    return text.matches("0*[1-9]\\d{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static Map<String, String> settingsOfKeda(KedaConfig config) {
    Map<String, String> set = new LinkedHashMap<>();
    put(set, "polling-interval", config.pollingInterval());
    put(set, "cooldown-period", config.cooldownPeriod());
    put(set, "initial-cooldown-period", config.initialCooldownPeriod());
    put(set, "idle-replicas", config.idleReplicas());
    config.fallback().ifPresent(f -> set.put("fallback.replicas", "" + f.replicas()));
    put(set, "paused-replicas", config.pausedReplicas());
    put(set, "paused", config.paused());
    put(set, "paused-scale-in", config.pausedScaleIn());
    put(set, "paused-scale-out", config.pausedScaleOut());
    return set;
  }

  private static void put(Map<String, String> set, String name, Optional<Duration> value) {
    value.ifPresent(d -> set.put(name, Checks.text(d)));
  }

  private static void put(Map<String, String> set, String name, OptionalInt value) {
    value.ifPresent(n -> set.put(name, "" + n));
  }

  private static void put(Map<String, String> set, String name, boolean value) {
    if (value) {
      set.put(name, "true");
    }
  }

  private static void replicas(KedaConfig config, Problems problems) {
    if (config.minReplicas().orElse(1) < 1) {
      problems.add(
          "quarkus.keda.min-replicas=%d can't be with an HPA, which doesn't go to zero: it may be 1"
              + " or more, or set quarkus.keda.autoscaler=keda",
          config.minReplicas().getAsInt());
    }
    if (config.maxReplicas().isEmpty()) {
      problems.add("quarkus.keda.max-replicas is missing, which an HPA needs: it may be 1 or more");
    }
  }

  private static void trigger(Trigger trigger, Problems problems) {
    if (!Checks.RESOURCE_TYPES.contains(trigger.type())) {
      problems.add(
          "%s is a trigger of type %s, which an HPA can't read without KEDA: leave it out, or set"
              + " quarkus.keda.autoscaler=keda",
          trigger.setting(), trigger.type());
    } else if (trigger.metricType().filter(t -> t == MetricType.UTILIZATION).isPresent()
        && percent(trigger.metadata().getOrDefault("value", "")).isEmpty()) {
      problems.add(
          "%s=%s is no utilisation: it may be a whole number above 0, in per cent of what is"
              + " requested",
          trigger.origin("value"), trigger.metadata().getOrDefault("value", ""));
    }
  }

  private static void pods(String name, PodsMetric metric, Problems problems) {
    String setting = Setting.podsMetric(name);
    if (metric.target().signum() <= 0) {
      problems.add(
          "%s.target=%s: it may be a number above 0", setting, metric.target().toPlainString());
    }
    if (metric.series().isPresent() != metric.query().isPresent()) {
      problems.add(
          "%s.series and .query make a rule for the Prometheus adapter together: set both, or"
              + " neither where the adapter has the metric already",
          setting);
    }
    metric
        .query()
        .filter(query -> !TEMPLATE.stream().allMatch(query::contains))
        .ifPresent(
            query ->
                problems.add(
                    "%s.query=%s lacks %s, so each pod would have the figure of all",
                    setting, query, String.join(" or ", TEMPLATE)));
  }
}
