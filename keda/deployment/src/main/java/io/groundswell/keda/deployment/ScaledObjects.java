package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.KedaConfig.Policy;
import io.groundswell.keda.deployment.KedaConfig.ScalingRules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the ScaledObject of a workload. */
final class ScaledObjects {

  private ScaledObjects() {}

  /**
   * What is scaled, or can't be.
   *
   * @param kind {@code Deployment} or {@code StatefulSet}, which can; {@code Job} or {@code
   *     CronJob}, which can't
   */
  record Target(String apiVersion, String kind, String name) {

    boolean isScalable() {
      return kind.equals("Deployment") || kind.equals("StatefulSet");
    }

    /** How an autoscaler names it. */
    Map<String, Object> reference() {
      Map<String, Object> reference = new LinkedHashMap<>();
      reference.put("apiVersion", apiVersion);
      reference.put("kind", kind);
      reference.put("name", name);
      return reference;
    }
  }

  static Resource scaledObject(KedaConfig config, Target target, List<Trigger> triggers) {
    return new Resource(
        Resource.KEDA,
        "ScaledObject",
        config.name().orElse(target.name()),
        annotations(config),
        spec(config, target, triggers));
  }

  private static Map<String, String> annotations(KedaConfig config) {
    Map<String, String> annotations = new LinkedHashMap<>();
    if (config.paused()) {
      annotations.put("autoscaling.keda.sh/paused", "true");
    }
    config
        .pausedReplicas()
        .ifPresent(n -> annotations.put("autoscaling.keda.sh/paused-replicas", "" + n));
    if (config.pausedScaleIn()) {
      annotations.put("autoscaling.keda.sh/paused-scale-in", "true");
    }
    if (config.pausedScaleOut()) {
      annotations.put("autoscaling.keda.sh/paused-scale-out", "true");
    }
    return annotations;
  }

  private static Map<String, Object> spec(
      KedaConfig config, Target target, List<Trigger> triggers) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("scaleTargetRef", target.reference());
    config.pollingInterval().ifPresent(d -> spec.put("pollingInterval", seconds(d)));
    config.cooldownPeriod().ifPresent(d -> spec.put("cooldownPeriod", seconds(d)));
    config.initialCooldownPeriod().ifPresent(d -> spec.put("initialCooldownPeriod", seconds(d)));
    config.idleReplicas().ifPresent(n -> spec.put("idleReplicaCount", n));
    config.minReplicas().ifPresent(n -> spec.put("minReplicaCount", n));
    config.maxReplicas().ifPresent(n -> spec.put("maxReplicaCount", n));
    config.fallback().ifPresent(f -> spec.put("fallback", fallback(f)));
    Map<String, Object> behavior = behavior(config.behavior());
    if (!behavior.isEmpty()) {
      spec.put("advanced", Map.of("horizontalPodAutoscalerConfig", Map.of("behavior", behavior)));
    }
    spec.put("triggers", triggers.stream().map(Trigger::manifest).toList());
    return spec;
  }

  private static Map<String, Object> fallback(KedaConfig.Fallback fallback) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("failureThreshold", fallback.failureThreshold());
    spec.put("replicas", fallback.replicas());
    fallback.behavior().ifPresent(b -> spec.put("behavior", b.text));
    return spec;
  }

  /** How fast an HPA may scale, as KEDA passes it on and as the HPA itself has it. */
  static Map<String, Object> behavior(KedaConfig.Behavior behavior) {
    Map<String, Object> spec = new LinkedHashMap<>();
    Map<String, Object> up = rules(behavior.scaleUp());
    if (!up.isEmpty()) {
      spec.put("scaleUp", up);
    }
    Map<String, Object> down = rules(behavior.scaleDown());
    if (!down.isEmpty()) {
      spec.put("scaleDown", down);
    }
    return spec;
  }

  private static Map<String, Object> rules(ScalingRules rules) {
    Map<String, Object> spec = new LinkedHashMap<>();
    rules.stabilizationWindow().ifPresent(d -> spec.put("stabilizationWindowSeconds", seconds(d)));
    rules.selectPolicy().ifPresent(p -> spec.put("selectPolicy", p.text));
    rules.tolerance().ifPresent(t -> spec.put("tolerance", t.toPlainString()));
    if (!rules.policies().isEmpty()) {
      spec.put("policies", rules.policies().stream().map(ScaledObjects::policy).toList());
    }
    return spec;
  }

  private static Map<String, Object> policy(Policy policy) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", policy.type().text);
    spec.put("value", policy.value());
    spec.put("periodSeconds", seconds(policy.period()));
    return spec;
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.toSeconds());
  }
}
