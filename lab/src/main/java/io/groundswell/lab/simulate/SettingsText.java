package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.Behavior;
import io.groundswell.autoscaler.HorizontalPodAutoscaler;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.ScalingRules;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.lab.output.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings that matter to scaling, by the names that manifests give them. */
final class SettingsText {

  private SettingsText() {}

  static Map<String, String> of(ScaledObject object, List<TriggerMetric> metrics) {
    Map<String, String> all = new LinkedHashMap<>();
    metrics.forEach(m -> all.put("target of " + m.name(), Numbers.plain(m.target())));
    all.put("pollingInterval", seconds(object.pollingIntervalOrDefault()));
    all.put("cooldownPeriod", seconds(object.cooldownPeriodOrDefault()));
    put(all, "idleReplicaCount", object.idleReplicaCount());
    all.put("minReplicaCount", Integer.toString(object.minReplicas()));
    all.put("maxReplicaCount", Integer.toString(object.maxReplicas()));
    all.putAll(behavior(object.behavior()));
    return all;
  }

  static Map<String, String> of(HorizontalPodAutoscaler hpa) {
    Map<String, String> all = new LinkedHashMap<>();
    hpa.metrics()
        .forEach(m -> all.put("target of " + m.name(), Numbers.plain(m.target().value() / 1000.0)));
    all.put("minReplicas", Integer.toString(hpa.minReplicas()));
    all.put("maxReplicas", Integer.toString(hpa.maxReplicas()));
    all.putAll(behavior(hpa.behavior()));
    return all;
  }

  private static Map<String, String> behavior(Optional<Behavior> behavior) {
    Map<String, String> all = new LinkedHashMap<>();
    if (behavior.isEmpty()) {
      all.put("behavior", "none");
    } else {
      behavior.get().scaleUp().ifPresent(rules -> all.put("scaleUp", rules(rules)));
      behavior.get().scaleDown().ifPresent(rules -> all.put("scaleDown", rules(rules)));
      if (all.isEmpty()) {
        all.put("behavior", "Kubernetes' own");
      }
    }
    return all;
  }

  /** In words, such as {@code window 60 s; 4 Pods per 15 s}. */
  private static String rules(ScalingRules rules) {
    List<String> parts = new ArrayList<>();
    rules.stabilizationWindow().ifPresent(window -> parts.add("window " + seconds(window)));
    rules.selectPolicy().ifPresent(select -> parts.add(select.toString()));
    rules
        .policies()
        .forEach(p -> parts.add(p.value() + " " + p.type() + " per " + seconds(p.period())));
    rules.tolerance().ifPresent(tolerance -> parts.add("tolerance " + Numbers.plain(tolerance)));
    return parts.isEmpty() ? "Kubernetes' own" : String.join("; ", parts);
  }

  private static void put(Map<String, String> all, String name, OptionalInt value) {
    value.ifPresent(v -> all.put(name, Integer.toString(v)));
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
