package io.groundswell.autoscaler.vectors;

import static io.groundswell.autoscaler.vectors.HpaInputs.NOW;
import static io.groundswell.autoscaler.vectors.HpaInputs.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.autoscaler.Behavior;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.HorizontalPodAutoscaler;
import io.groundswell.autoscaler.HpaMetric;
import io.groundswell.autoscaler.HpaMetric.Source;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.Pod;
import io.groundswell.autoscaler.Pod.Ready;
import io.groundswell.autoscaler.PodSample;
import io.groundswell.autoscaler.ScaledObject.ScaleTarget;
import io.groundswell.autoscaler.ScalingRules;
import io.groundswell.autoscaler.Target;
import io.groundswell.autoscaler.Trigger.MetricType;
import io.groundswell.autoscaler.hpa.HpaMemory;
import io.groundswell.autoscaler.hpa.MetricReading;
import io.groundswell.autoscaler.hpa.Milli;
import io.groundswell.autoscaler.hpa.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Rows about whole syncs of an HPA. */
final class ControllerRows {

  private ControllerRows() {}

  static Map<String, Consumer<Row>> kinds() {
    return Map.of(
        "hpa.controller", ControllerRows::sync, "derived.hpaTrail", ControllerRows::trail);
  }

  private static void sync(Row row) {
    Given in = row.inputs();
    Given expected = row.expected();
    // Since there are policies, it doesn't matter when the last change was.
    in.rest().stream().filter(key -> key.startsWith("lastScale")).forEach(in::get);
    boolean gate = in.truth("featureGateEnabled", true);
    HpaSettings settings =
        HpaInputs.settings(
            in.integer("cpuInitializationPeriodSeconds", 120),
            in.integer("delayOfInitialReadinessSeconds", 10),
            in.real("scaleUpLimitFactor", 2),
            gate);
    List<HpaMetric> metrics = new ArrayList<>();
    List<MetricReading> readings = new ArrayList<>();
    List<Given> given = in.objects("metrics");
    for (Given each : given) {
      HpaMetric metric = metric(each, expected);
      metrics.add(metric);
      readings.add(reading(each, metric));
    }
    HorizontalPodAutoscaler hpa =
        new HorizontalPodAutoscaler(
            "test-hpa",
            "",
            ScaleTarget.deployment("test"),
            in.integer("min"),
            in.integer("max"),
            metrics,
            behavior(in));
    int spec = in.integer("specReplicas");
    int status = in.integer("statusReplicas");
    List<Pod> pods = pods(in, given, status);
    Decision decision =
        new Sync(hpa, settings)
            .sync(new Target(spec, status, status), pods, readings, memory(in), NOW)
            .decision();
    assertThat(decision.after() + conditions(expected))
        .isEqualTo(expected.integer("replicas") + found(expected, decision));
  }

  private static HpaMemory memory(Given in) {
    boolean scaledToZero = in.truth("scaledToZeroCondition", false);
    return new HpaMemory(
        in.has("recommendationsBefore"),
        HpaInputs.recommendations(in, "recommendationsBefore"),
        HpaInputs.events(in, "scaleUpEvents"),
        HpaInputs.events(in, "scaleDownEvents"),
        scaledToZero);
  }

  private static String conditions(Given expected) {
    return " " + expected.text("scalingLimitedReason", "") + " " + expected.text("condition", "");
  }

  private static String found(Given expected, Decision decision) {
    String limited = expected.has("scalingLimitedReason") ? decision.code().toString() : "";
    return " "
        + limited
        + " "
        + expected.optionalText("condition").map(wanted -> condition(wanted, decision)).orElse("");
  }

  /** The condition of the wanted type that goes with a decision, as {@code type=status/reason}. */
  private static String condition(String wanted, Decision decision) {
    String type = wanted.substring(0, wanted.indexOf('='));
    String code = decision.code().toString();
    return switch (type) {
      case "ScalingActive" -> {
        if (wanted.endsWith("Selector")) {
          VectorsTest.skip(wanted + ": which pods a selector finds is the cluster's business");
        }
        yield failed(decision) || code.equals("ScalingDisabled")
            ? type + "=False/" + code
            : type + "=True/ValidMetricFound";
      }
      case "AbleToScale" -> {
        if (wanted.contains("Failed")) {
          VectorsTest.skip(wanted + ": reading and writing the scale is the caller's business");
        }
        yield type + "=True/" + ability(decision);
      }
      default -> type + "=" + (code.equals("DesiredWithinRange") ? "False/" : "True/") + code;
    };
  }

  private static String ability(Decision decision) {
    if (decision.formulas().isEmpty() && !decision.changes() || failed(decision)) {
      return "SucceededGetScale";
    }
    if (decision.changes()) {
      return "SucceededRescale";
    }
    for (Limit limit : decision.limits()) {
      if (limit instanceof Limit.Stabilisation s) {
        return s.direction() == Limit.Direction.UP ? "ScaleUpStabilized" : "ScaleDownStabilized";
      }
    }
    return "ReadyForNewScale";
  }

  private static boolean failed(Decision decision) {
    String code = decision.code().toString();
    return code.startsWith("Failed") || code.startsWith("Invalid");
  }

  /** Rules as in the API, or tolerances alone. */
  private static Optional<Behavior> behavior(Given in) {
    return in.optionalObject("behavior")
        .map(
            given ->
                new Behavior(
                    rules(given, "scaleUp", "toleranceUp"),
                    rules(given, "scaleDown", "toleranceDown")));
  }

  private static Optional<ScalingRules> rules(Given behavior, String name, String tolerance) {
    Optional<ScalingRules> rules = behavior.optionalObject(name).map(HpaInputs::rules);
    if (!behavior.has(tolerance)) {
      return rules;
    }
    ScalingRules given = rules.orElseGet(ScalingRules::empty);
    return Optional.of(
        new ScalingRules(
            given.stabilizationWindow(),
            given.selectPolicy(),
            given.policies(),
            OptionalDouble.of(behavior.real(tolerance))));
  }

  private static boolean isError(String type) {
    return type.contains("error") || type.contains("invalid");
  }

  /** A metric that just fails takes the source that the expected condition names. */
  private static HpaMetric metric(Given given, Given expected) {
    String type = given.text("type").toLowerCase(Locale.ROOT);
    MetricType target =
        type.endsWith("utilization")
            ? MetricType.UTILIZATION
            : type.endsWith("averagevalue") ? MetricType.AVERAGE_VALUE : MetricType.VALUE;
    long amount =
        given.has("targetPercent")
            ? given.integer("targetPercent")
            : given.has("targetMilli") ? given.whole("targetMilli") : 1;
    Source source = source(type, given, expected);
    Optional<String> container =
        source == Source.CONTAINER_RESOURCE
            ? Optional.of(given.text("container", "container1"))
            : Optional.empty();
    String name = type.contains("memory") ? "memory" : type.contains("cpu") ? "cpu" : "qps";
    return new HpaMetric(source, name, container, new HpaMetric.Target(target, amount));
  }

  private static Source source(String type, Given given, Given expected) {
    if (type.startsWith("external")) {
      return Source.EXTERNAL;
    }
    if (type.startsWith("object")) {
      return Source.OBJECT;
    }
    if (type.startsWith("pods")) {
      return Source.PODS;
    }
    if (isError(type)) {
      String condition = expected.text("condition", "");
      return switch (condition.substring(condition.indexOf('/') + 1)) {
        case "FailedGetExternalMetric" -> Source.EXTERNAL;
        case "FailedGetObjectMetric" -> Source.OBJECT;
        case "FailedGetPodsMetric" -> Source.PODS;
        case "FailedGetResourceMetric" -> Source.RESOURCE;
        case "FailedGetContainerResourceMetric" -> Source.CONTAINER_RESOURCE;
        default -> Source.UNKNOWN;
      };
    }
    return type.contains("container") || given.has("container")
        ? Source.CONTAINER_RESOURCE
        : Source.RESOURCE;
  }

  private static MetricReading reading(Given given, HpaMetric metric) {
    if (isError(given.text("type").toLowerCase(Locale.ROOT)) || given.truth("error", false)) {
      given.rest().forEach(given::get);
      return new MetricReading.Failed("it just fails");
    }
    return switch (metric.source()) {
      case EXTERNAL, OBJECT -> {
        List<Long> values = given.wholes("milli");
        yield values.isEmpty()
            ? new MetricReading.Failed("no metrics returned")
            : new MetricReading.Total(Milli.sum(values.stream().mapToLong(v -> v).toArray()));
      }
      case PODS -> new MetricReading.Samples(samples(given.list("podMilli"), 1));
      default -> new MetricReading.Samples(samples(given.list("podUsageMilli"), 2));
    };
  }

  /** Samples of pods whose containers share the use; taken just now over a minute. */
  private static List<PodSample> samples(List<JsonNode> usages, int containers) {
    List<PodSample> samples = new ArrayList<>();
    for (int i = 0; i < usages.size(); i++) {
      Map<String, Long> usage = new HashMap<>();
      for (int c = 1; c <= containers; c++) {
        usage.put("container" + c, usages.get(i).longValue() / containers);
      }
      samples.add(new PodSample("test-pod-" + i, usage, NOW, Duration.ofMinutes(1)));
    }
    return samples;
  }

  private static List<Pod> pods(Given in, List<Given> metrics, int status) {
    List<JsonNode> requests = new ArrayList<>();
    boolean given = false;
    for (Given metric : metrics) {
      given |= metric.has("podRequestsMilli");
      if (requests.isEmpty()) {
        requests.addAll(metric.list("podRequestsMilli"));
      }
    }
    int count = given ? requests.size() : Math.max(status, in.list("podReady").size());
    List<String> ready = in.texts("podReady");
    List<String> starts = in.texts("podStart");
    List<String> phases = in.texts("podPhase");
    List<JsonNode> deleted = in.list("podDeleted");
    List<Pod> pods = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long request = i < requests.size() ? requests.get(i).longValue() : 1000;
      Instant start = i < starts.size() ? start(starts.get(i)) : ZERO;
      pods.add(
          new Pod(
              "test-pod-" + i,
              i < phases.size() ? CalculatorRows.phase(phases.get(i)) : Pod.Phase.RUNNING,
              i < ready.size() && ready.get(i).startsWith("F") ? Ready.FALSE : Ready.TRUE,
              start,
              start,
              i < deleted.size() && deleted.get(i).asBoolean(),
              List.of(container(1, request), container(2, request)),
              Map.of()));
    }
    return pods;
  }

  private static Pod.Container container(int index, long request) {
    return new Pod.Container(
        "container" + index, Map.of("cpu", request / 2, "memory", request / 2));
  }

  private static Instant start(String text) {
    return switch (text) {
      case "hot" -> NOW;
      case "cool" -> NOW.minusSeconds(180);
      default -> throw new AssertionError("unknown start " + text);
    };
  }

  /** One sync after the other, 15 s apart; all replicas exist at the next one. */
  private static void trail(Row row) {
    Given in = row.inputs();
    HorizontalPodAutoscaler hpa =
        new HorizontalPodAutoscaler(
            "test-hpa",
            "",
            ScaleTarget.deployment("test"),
            in.integer("min"),
            in.integer("max"),
            List.of(
                HpaMetric.external(
                    "qps",
                    new HpaMetric.Target(
                        MetricType.AVERAGE_VALUE, in.whole("averageTargetMilli")))),
            behavior(in));
    Sync sync = new Sync(hpa, HpaSettings.defaults());
    HpaMemory memory = memory(in);
    int replicas = in.integer("startReplicas");
    Instant now = NOW;
    List<Integer> found = new ArrayList<>();
    for (long total : in.wholes("totalMilliPerSync")) {
      Sync.Result result =
          sync.sync(
              Target.settled(replicas),
              List.of(),
              List.of(new MetricReading.Total(total)),
              memory,
              now);
      memory = result.memory();
      replicas = result.decision().after();
      found.add(replicas);
      now = now.plusSeconds(15);
    }
    assertThat(found)
        .isEqualTo(
            row.expected().wholes("replicasAfterEachSync").stream().map(Long::intValue).toList());
  }
}
