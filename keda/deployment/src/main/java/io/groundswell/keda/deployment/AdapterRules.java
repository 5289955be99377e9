package io.groundswell.keda.deployment;

import io.dekorate.utils.Serialization;
import io.groundswell.keda.deployment.KedaConfig.PodsMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the rules by which the Prometheus adapter answers an HPA's question for metrics of the
 * pods: as values of its Helm chart, since they belong into the adapter's namespace, not into the
 * application's.
 */
final class AdapterRules {

  /** Name of the file, beside the manifests. */
  static final String FILE = "prometheus-adapter.yml";

  private AdapterRules() {}

  /** The file's text; empty where no metric says what it is made of. */
  static Optional<String> values(Map<String, PodsMetric> metrics) {
    List<Map<String, Object>> rules = new ArrayList<>();
    new TreeMap<>(metrics)
        .forEach(
            (name, metric) ->
                metric
                    .series()
                    .ifPresent(series -> rules.add(rule(name, series, metric.query().orElse("")))));
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(Serialization.asYaml(Map.of("rules", Map.of("custom", rules))));
  }

  private static Map<String, Object> rule(String name, String series, String query) {
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("namespace", Map.of("resource", "namespace"));
    labels.put("pod", Map.of("resource", "pod"));
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("seriesQuery", series + "{namespace!=\"\",pod!=\"\"}");
    rule.put("resources", Map.of("overrides", labels));
    rule.put("name", Map.of("as", name));
    rule.put("metricsQuery", query);
    return rule;
  }
}
