package io.groundswell.autoscaler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a ScaledJob. */
final class ScaledJobReader {

  private static final int ANY = Integer.MAX_VALUE;

  private ScaledJobReader() {}

  static ScaledJob read(ObjectNode document, List<String> warnings) {
    String name = document.path("metadata").path("name").asText("without a name");
    Fields root = new Fields(document, "ScaledJob " + name + ":", warnings);
    root.skip("apiVersion", "kind", "status");
    Fields metadata = root.object("metadata");
    Fields spec = root.object("spec").skip("jobTargetRef", "envSourceContainerName");
    root.end();
    Optional<Fields> rollout = spec.optionalObject("rollout");
    ScaledJob job =
        new ScaledJob(
            metadata.required("name"),
            metadata.string("namespace").orElse(""),
            metadata.map("annotations"),
            spec.integer("pollingInterval", 1, ANY).stream()
                .mapToObj(Duration::ofSeconds)
                .findFirst(),
            spec.integer("minReplicaCount", 0, ANY),
            spec.integer("maxReplicaCount", 1, ANY),
            spec.integer("successfulJobsHistoryLimit", 0, ANY),
            spec.integer("failedJobsHistoryLimit", 0, ANY),
            rollout
                .map(r -> r.skip("propagationPolicy"))
                .flatMap(r -> r.choice("strategy", ScaledJob.Rollout.class))
                .or(() -> spec.choice("rolloutStrategy", ScaledJob.Rollout.class))
                .orElse(ScaledJob.Rollout.IMMEDIATE),
            spec.optionalObject("scalingStrategy")
                .map(ScaledJobReader::strategy)
                .orElseGet(ScaledJob.Strategy::defaults),
            ScaledObjectReader.triggers(spec));
    rollout.ifPresent(Fields::end);
    spec.end();
    return job;
  }

  private static ScaledJob.Strategy strategy(Fields fields) {
    ScaledJob.Strategy strategy =
        new ScaledJob.Strategy(
            fields
                .choice("strategy", ScaledJob.Strategy.Kind.class)
                .orElse(ScaledJob.Strategy.Kind.DEFAULT),
            fields.integer("customScalingQueueLengthDeduction", Integer.MIN_VALUE, ANY).orElse(0),
            fields.string("customScalingRunningJobPercentage").orElse(""),
            fields
                .choice("multipleScalersCalculation", ScaledJob.Strategy.Calculation.class)
                .orElse(ScaledJob.Strategy.Calculation.MAX),
            fields.strings("pendingPodConditions"));
    fields.end();
    return strategy;
  }
}
