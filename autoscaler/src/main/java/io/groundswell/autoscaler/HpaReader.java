package io.groundswell.autoscaler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a plain HorizontalPodAutoscaler of {@code autoscaling/v2}. */
final class HpaReader {

  private HpaReader() {}

  static HorizontalPodAutoscaler read(ObjectNode document, List<String> warnings) {
    String name = document.path("metadata").path("name").asText("without a name");
    Fields root = new Fields(document, "HorizontalPodAutoscaler " + name + ":", warnings);
    String version = root.required("apiVersion");
    if (!version.equals("autoscaling/v2")) {
      throw root.refused("apiVersion", "is " + version, ", must be autoscaling/v2");
    }
    root.skip("kind", "status");
    Fields metadata = root.object("metadata");
    Fields spec = root.object("spec");
    root.end();
    int min = spec.integer("minReplicas", 0, Integer.MAX_VALUE).orElse(1);
    int max =
        spec.integer("maxReplicas", 1, Integer.MAX_VALUE)
            .orElseThrow(() -> spec.refused("maxReplicas", "is missing", ""));
    if (min > max) {
      throw spec.refused("minReplicas", "is " + min, ", must not be above maxReplicas " + max);
    }
    HorizontalPodAutoscaler hpa =
        new HorizontalPodAutoscaler(
            metadata.required("name"),
            metadata.string("namespace").orElse(""),
            ScaledObjectReader.target(spec.object("scaleTargetRef")),
            min,
            max,
            metrics(spec),
            BehaviorReader.read(spec, "behavior"));
    spec.end();
    return hpa;
  }

  private static List<HpaMetric> metrics(Fields spec) {
    List<HpaMetric> metrics = new ArrayList<>();
    for (Fields fields : spec.objects("metrics")) {
      HpaMetric.Source source =
          fields
              .choice("type", HpaMetric.Source.class)
              .orElseThrow(() -> fields.refused("type", "is missing", ""));
      metrics.add(metric(source, fields));
      fields.end();
    }
    if (metrics.isEmpty()) {
      // The API server's default.
      metrics.add(
          new HpaMetric(
              HpaMetric.Source.RESOURCE,
              "cpu",
              Optional.empty(),
              new HpaMetric.Target(Trigger.MetricType.UTILIZATION, 80)));
    }
    return metrics;
  }

  private static HpaMetric metric(HpaMetric.Source source, Fields fields) {
    return switch (source) {
      case EXTERNAL -> named(source, fields.object("external"));
      case OBJECT -> named(source, fields.object("object").skip("describedObject"));
      case PODS -> named(source, fields.object("pods"));
      case RESOURCE -> resource(source, fields.object("resource"));
      case CONTAINER_RESOURCE -> resource(source, fields.object("containerResource"));
      case UNKNOWN ->
          throw fields.refused(
              "type",
              "is 'Unknown'",
              ", must be one of External, Object, Pods, Resource, ContainerResource");
    };
  }

  private static HpaMetric named(HpaMetric.Source source, Fields fields) {
    Fields metric = fields.object("metric").skip("selector");
    HpaMetric read =
        new HpaMetric(
            source, metric.required("name"), Optional.empty(), target(fields.object("target")));
    metric.end();
    fields.end();
    return read;
  }

  private static HpaMetric resource(HpaMetric.Source source, Fields fields) {
    Optional<String> container =
        source == HpaMetric.Source.CONTAINER_RESOURCE
            ? Optional.of(fields.required("container"))
            : Optional.empty();
    HpaMetric read =
        new HpaMetric(source, fields.required("name"), container, target(fields.object("target")));
    fields.end();
    return read;
  }

  private static HpaMetric.Target target(Fields fields) {
    Trigger.MetricType type =
        fields
            .choice("type", Trigger.MetricType.class)
            .orElseThrow(() -> fields.refused("type", "is missing", ""));
    Optional<Long> value =
        switch (type) {
          case AVERAGE_VALUE -> fields.quantity("averageValue");
          case VALUE -> fields.quantity("value");
          case UTILIZATION ->
              fields.integer("averageUtilization", 1, Integer.MAX_VALUE).stream()
                  .mapToObj(Long::valueOf)
                  .findFirst();
        };
    long above =
        value
            .filter(v -> v > 0)
            .orElseThrow(
                () -> fields.refused("type", "is " + type, ", its value must be above zero"));
    fields.end();
    return new HpaMetric.Target(type, above);
  }
}
