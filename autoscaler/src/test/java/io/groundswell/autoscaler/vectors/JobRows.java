package io.groundswell.autoscaler.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.autoscaler.Job;
import io.groundswell.autoscaler.Pod;
import io.groundswell.autoscaler.ScaledJob;
import io.groundswell.autoscaler.ScaledJob.Strategy;
import io.groundswell.autoscaler.ScaledJob.Strategy.Calculation;
import io.groundswell.autoscaler.ScaledJob.Strategy.Kind;
import io.groundswell.autoscaler.keda.JobMetrics;
import io.groundswell.autoscaler.keda.JobMetrics.OfTrigger;
import io.groundswell.autoscaler.keda.JobStrategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Rows about ScaledJobs. */
final class JobRows {

  private JobRows() {}

  static Map<String, Consumer<Row>> kinds() {
    return Map.of(
        "keda.scaledJob.bounds", JobRows::bounds,
        "keda.scaledJob.decision", JobRows::decision,
        "keda.scaledJob.pending", JobRows::pending,
        "keda.scaledJob.state", JobRows::state,
        "keda.scaledJob.strategy", JobRows::strategy,
        "keda.scaledJob.target", JobRows::target);
  }

  private static ScaledJob job(Given in, Strategy strategy) {
    return new ScaledJob(
        "job",
        "",
        Map.of(),
        Optional.empty(),
        in.optionalInteger("minReplicaCount"),
        in.optionalInteger("maxReplicaCount"),
        OptionalInt.empty(),
        OptionalInt.empty(),
        ScaledJob.Rollout.IMMEDIATE,
        strategy,
        List.of());
  }

  private static Strategy strategy(Given in) {
    return new Strategy(
        kind(in.text("strategy", "default")),
        in.integer("customScalingQueueLengthDeduction", 0),
        in.get("customScalingRunningJobPercentage").asText(""),
        Calculation.MAX,
        List.of());
  }

  /** What isn't known counts as the default. */
  private static Kind kind(String text) {
    for (Kind kind : Kind.values()) {
      if (kind.toString().equals(text)) {
        return kind;
      }
    }
    return Kind.DEFAULT;
  }

  private static void bounds(Row row) {
    ScaledJob job = job(row.inputs(), Strategy.defaults());
    assertThat(List.of(job.effectiveMin(), job.effectiveMax()))
        .containsExactly(
            row.expected().integer("effectiveMin"), row.expected().integer("effectiveMax"));
  }

  private static void decision(Row row) {
    Given in = row.inputs();
    JobStrategy found =
        JobStrategy.of(
            job(in, strategy(in)),
            in.integer("running"),
            in.integer("pending"),
            in.integer("scaleTo"),
            in.integer("maxScale"));
    assertThat(List.of(found.effective(), found.scaleTo()))
        .containsExactly(
            row.expected().whole("effectiveMaxScale"), row.expected().whole("scaleTo"));
  }

  private static void strategy(Row row) {
    Given in = row.inputs();
    Strategy strategy = strategy(in);
    int max = in.integer("maxReplicaCount");
    long scaleTo = in.integer("scaleTo", 1);
    long effective =
        JobStrategy.effective(
            strategy, in.integer("maxScale"), in.integer("running"), in.integer("pending"), max);
    long asked = strategy.kind() == Kind.EAGER ? max : scaleTo;
    Given expected = row.expected();
    assertThat(List.of(effective, asked))
        .containsExactly(
            expected.whole("effectiveMaxScale"),
            expected.has("scaleTo") ? expected.whole("scaleTo") : asked);
  }

  private static void target(Row row) {
    List<Double> targets =
        row.inputs().list("averageValues").stream().map(JsonNode::asDouble).toList();
    assertThat(JobMetrics.target(targets)).isEqualTo(row.expected().real("target"));
  }

  private static void state(Row row) {
    Given in = row.inputs();
    ScaledJob job = job(in, Strategy.defaults());
    List<OfTrigger> triggers = new ArrayList<>();
    for (Given scaler : in.objects("scalers")) {
      OfTrigger trigger =
          OfTrigger.of(
              scaler.real("queueLength", 0),
              scaler.real("averageValue", 0),
              scaler.truth("active", false),
              job.effectiveMax());
      if (!scaler.truth("error", false) && !scaler.truth("isError", false)) {
        triggers.add(trigger);
      }
    }
    JobMetrics found =
        JobMetrics.of(
            triggers,
            calculation(in.text("calculation", "")),
            job.effectiveMin(),
            job.effectiveMax());
    Given expected = row.expected();
    assertThat(found)
        .isEqualTo(
            new JobMetrics(
                expected.truth("active", false),
                expected.whole("queueLength"),
                expected.whole("maxValue")));
  }

  private static Calculation calculation(String text) {
    return text.isEmpty() ? Calculation.MAX : Calculation.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** One Job with one pod, or with several by their phases or true conditions. */
  private static void pending(Row row) {
    Given in = row.inputs();
    List<Job.JobPod> pods = new ArrayList<>();
    in.optionalText("podPhase").ifPresent(p -> pods.add(new Job.JobPod(phase(p), Set.of())));
    in.texts("podPhases").forEach(p -> pods.add(new Job.JobPod(phase(p), Set.of())));
    List<String> looked = in.texts("pendingPodConditions");
    for (String key : in.rest().stream().filter(key -> key.contains("Conditions")).toList()) {
      List<JsonNode> conditions = in.list(key);
      if (conditions.stream().noneMatch(JsonNode::isArray)) {
        pods.add(new Job.JobPod(Pod.Phase.UNKNOWN, texts(in.get(key))));
      }
      conditions.stream()
          .filter(JsonNode::isArray)
          .forEach(c -> pods.add(new Job.JobPod(Pod.Phase.UNKNOWN, texts(c))));
    }
    for (Given pod : in.objects("pods")) {
      Set<String> all = texts(pod.get("trueConditions"));
      all.addAll(texts(pod.get("conditions")));
      pods.add(new Job.JobPod(phase(pod.text("phase", pod.text("podPhase", "Unknown"))), all));
    }
    Job job = new Job("job", Job.State.RUNNING, null, pods);
    assertThat(job.pending(looked) ? 1 : 0).isEqualTo(row.expected().integer("pendingJobs"));
  }

  private static Pod.Phase phase(String text) {
    return Pod.Phase.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
