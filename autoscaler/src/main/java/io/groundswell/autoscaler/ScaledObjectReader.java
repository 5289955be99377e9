package io.groundswell.autoscaler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads a ScaledObject. */
final class ScaledObjectReader {

  private static final int ANY = Integer.MAX_VALUE;

  private ScaledObjectReader() {}

  static ScaledObject read(ObjectNode document, List<String> warnings) {
    String name = document.path("metadata").path("name").asText("without a name");
    Fields root = new Fields(document, "ScaledObject " + name + ":", warnings);
    root.skip("apiVersion", "kind", "status");
    Fields metadata = root.object("metadata");
    Fields spec = root.object("spec");
    root.end();
    Optional<Fields> advanced = spec.optionalObject("advanced");
    Optional<Fields> hpa = advanced.flatMap(a -> a.optionalObject("horizontalPodAutoscalerConfig"));
    ScaledObject scaledObject =
        new ScaledObject(
            metadata.required("name"),
            metadata.string("namespace").orElse(""),
            metadata.map("annotations"),
            target(spec.object("scaleTargetRef")),
            seconds(spec.integer("pollingInterval", 1, ANY)),
            seconds(spec.integer("cooldownPeriod", 0, ANY)),
            seconds(spec.integer("initialCooldownPeriod", 0, ANY)).orElse(Duration.ZERO),
            spec.integer("idleReplicaCount", 0, ANY),
            spec.integer("minReplicaCount", 0, ANY),
            spec.integer("maxReplicaCount", 1, ANY),
            spec.optionalObject("fallback").map(ScaledObjectReader::fallback),
            hpa.flatMap(h -> h.string("name")).orElse(""),
            hpa.flatMap(h -> BehaviorReader.read(h, "behavior")),
            advanced.map(a -> a.bool("restoreToOriginalReplicaCount")).orElse(false),
            advanced
                .flatMap(a -> a.optionalObject("scalingModifiers"))
                .flatMap(ScaledObjectReader::modifiers),
            triggers(spec));
    hpa.ifPresent(Fields::end);
    advanced.ifPresent(Fields::end);
    spec.end();
    return scaledObject;
  }

  private static Optional<Duration> seconds(OptionalInt value) {
    return value.stream().mapToObj(Duration::ofSeconds).findFirst();
  }

  static ScaledObject.ScaleTarget target(Fields fields) {
    ScaledObject.ScaleTarget target =
        new ScaledObject.ScaleTarget(
            fields.string("apiVersion").orElse("apps/v1"),
            fields.string("kind").orElse("Deployment"),
            fields.required("name"),
            fields.string("envSourceContainerName").orElse(""));
    fields.end();
    return target;
  }

  private static Fallback fallback(Fields fields) {
    Fallback fallback =
        new Fallback(
            required(fields, "failureThreshold"),
            required(fields, "replicas"),
            fields.choice("behavior", Fallback.Behavior.class).orElse(Fallback.Behavior.STATIC));
    fields.end();
    return fallback;
  }

  private static int required(Fields fields, String name) {
    return fields
        .integer(name, 0, ANY)
        .orElseThrow(() -> fields.refused(name, "is missing", ", must be a whole number"));
  }

  /** KEDA writes an empty object into each ScaledObject of a cluster, and takes it for none. */
  private static Optional<ScalingModifiers> modifiers(Fields fields) {
    Optional<String> formula = fields.string("formula");
    Optional<String> target = fields.string("target");
    Optional<String> activationTarget = fields.string("activationTarget");
    Optional<Trigger.MetricType> metricType = fields.choice("metricType", Trigger.MetricType.class);
    fields.end();
    if (Stream.of(formula, target, activationTarget, metricType).allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(
        new ScalingModifiers(
            formula.orElse(""),
            target.orElse(""),
            activationTarget.orElse(""),
            metricType.orElse(Trigger.MetricType.AVERAGE_VALUE)));
  }

  static List<Trigger> triggers(Fields spec) {
    List<Trigger> triggers = new ArrayList<>();
    for (Fields fields : spec.objects("triggers")) {
      triggers.add(trigger(triggers.size(), fields));
    }
    if (triggers.isEmpty()) {
      throw spec.refused("triggers", "is missing", ", must have at least one trigger");
    }
    return triggers;
  }

  private static Trigger trigger(int index, Fields fields) {
    Trigger trigger =
        new Trigger(
            index,
            fields.required("type"),
            fields.string("name").orElse(""),
            fields.map("metadata"),
            fields.optionalObject("authenticationRef").map(ScaledObjectReader::authentication),
            fields.choice("metricType", Trigger.MetricType.class),
            fields.bool("useCachedMetrics"));
    fields.end();
    return trigger;
  }

  private static Trigger.AuthenticationRef authentication(Fields fields) {
    Trigger.AuthenticationRef reference =
        new Trigger.AuthenticationRef(
            fields.string("kind").orElse("TriggerAuthentication"), fields.required("name"));
    fields.end();
    return reference;
  }
}
