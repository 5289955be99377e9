package io.groundswell.autoscaler.vectors;

import static io.groundswell.autoscaler.vectors.HpaInputs.NOW;
import static io.groundswell.autoscaler.vectors.HpaInputs.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.autoscaler.Pod;
import io.groundswell.autoscaler.Pod.Phase;
import io.groundswell.autoscaler.Pod.Ready;
import io.groundswell.autoscaler.PodSample;
import io.groundswell.autoscaler.hpa.MetricFailure;
import io.groundswell.autoscaler.hpa.Milli;
import io.groundswell.autoscaler.hpa.PodCalculator;
import io.groundswell.autoscaler.hpa.PodGroups;
import io.groundswell.autoscaler.hpa.PodRequests;
import io.groundswell.autoscaler.hpa.Proposal;
import io.groundswell.autoscaler.hpa.ReplicaCalculator;
import io.groundswell.autoscaler.hpa.Tolerances;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Rows about one metric of an HPA. */
final class CalculatorRows {

  private static final String PREFIX = "hpa.replicaCalculator.";

  private CalculatorRows() {}

  static Map<String, Consumer<Row>> kinds() {
    return Map.of(
        PREFIX + "externalAverageValue",
        CalculatorRows::averageValue,
        PREFIX + "objectAverageValue",
        CalculatorRows::averageValue,
        PREFIX + "externalValue",
        CalculatorRows::value,
        PREFIX + "objectValue",
        CalculatorRows::value,
        PREFIX + "podsAverageValue",
        CalculatorRows::pods,
        PREFIX + "resourceUtilization",
        CalculatorRows::resource,
        PREFIX + "resourceAverageValue",
        CalculatorRows::resource,
        "hpa.groupPods",
        CalculatorRows::groups,
        "hpa.calculatePodRequests",
        CalculatorRows::requests);
  }

  /** A calculation that may fail. */
  private interface Calculation {
    Proposal run() throws MetricFailure;
  }

  private static Tolerances tolerances(Given in) {
    return new Tolerances(in.real("toleranceDown", 0.1), in.real("toleranceUp", 0.1));
  }

  private static long total(Given in) throws MetricFailure {
    List<Long> values = in.wholes("metricMilliValues");
    if (values.isEmpty()) {
      throw new MetricFailure("no metrics returned");
    }
    return Milli.sum(values.stream().mapToLong(v -> v).toArray());
  }

  private static void averageValue(Row row) {
    Given in = row.inputs();
    check(
        row,
        () ->
            ReplicaCalculator.averageValue(
                total(in),
                in.whole("averageTargetMilli"),
                in.integer("statusReplicas"),
                tolerances(in)));
  }

  private static void value(Row row) {
    Given in = row.inputs();
    check(
        row,
        () ->
            ReplicaCalculator.value(
                total(in),
                in.whole("valueTargetMilli"),
                in.integer("currentSpecReplicas"),
                readyPods(in),
                tolerances(in)));
  }

  private static int readyPods(Given in) throws MetricFailure {
    return in.has("pods")
        ? ReplicaCalculator.readyPods(podList(in, 0))
        : in.integer("readyPods", 0);
  }

  private static void pods(Row row) {
    Given in = row.inputs();
    List<Pod> pods = podList(in, 1);
    PodCalculator calculator =
        new PodCalculator(
            pods,
            samples(in, in.list("perPodMilliValues")),
            "",
            Optional.empty(),
            HpaInputs.settings(
                in.integer("cpuInitializationPeriodSeconds", 120),
                in.integer("delayOfInitialReadinessSeconds", 10),
                8,
                true),
            NOW);
    check(
        row,
        () ->
            calculator.averageValue(
                in.whole("averageTargetMilli"), in.integer("currentSpecReplicas"), tolerances(in)));
  }

  private static void resource(Row row) {
    Given in = row.inputs();
    List<Pod> pods = podList(in, in.integer("containersPerPod", 1));
    PodCalculator calculator =
        new PodCalculator(
            pods,
            samples(in, in.list("containerUsageMilliPerPod")),
            in.text("resource"),
            in.optionalText("container").filter(c -> !c.isEmpty()),
            HpaInputs.settings(
                in.integer("cpuInitializationPeriodSeconds"),
                in.integer("delayOfInitialReadinessSeconds"),
                8,
                true),
            NOW);
    boolean utilization = in.has("targetUtilizationPercent");
    check(
        row,
        () ->
            utilization
                ? calculator.utilization(
                    in.integer("targetUtilizationPercent"),
                    in.integer("currentSpecReplicas"),
                    tolerances(in))
                : calculator.averageValue(
                    in.whole("averageTargetMilli"),
                    in.integer("currentSpecReplicas"),
                    tolerances(in)));
  }

  private static void check(Row row, Calculation calculation) {
    Given expected = row.expected();
    Proposal proposal;
    try {
      proposal = calculation.run();
    } catch (MetricFailure e) {
      Failures.check(expected, e.getMessage());
      return;
    }
    Map<String, Long> found = new HashMap<>();
    found.put("replicas", (long) proposal.replicas());
    found.put("reportedUsageMilli", proposal.usage());
    found.put("utilization", proposal.usage());
    found.put("rawAverageMilli", proposal.average());
    found.keySet().removeIf(key -> !expected.has(key));
    Map<String, Long> wanted = new HashMap<>();
    found.keySet().forEach(key -> wanted.put(key, expected.whole(key)));
    Failures.none(expected);
    assertThat(found).isEqualTo(wanted);
  }

  /** Pods with containers that each request the same. */
  private static List<Pod> podList(Given in, int containers) {
    List<JsonNode> requests = in.list("containerRequestsMilliPerPod");
    List<Pod> pods = new ArrayList<>();
    for (Given pod : in.objects("pods")) {
      int index = pods.size();
      Optional<Long> request =
          index < requests.size() && !requests.get(index).isNull()
              ? Optional.of(requests.get(index).longValue())
              : Optional.empty();
      String resource = in.text("resource", "cpu");
      List<Pod.Container> all = new ArrayList<>();
      for (int c = 1; c <= containers; c++) {
        all.add(
            new Pod.Container(
                "container" + c, request.map(r -> Map.of(resource, r)).orElseGet(Map::of)));
      }
      pods.add(pod(pod, "startAgeSeconds", "transitionAgeSeconds", true, all));
    }
    return pods;
  }

  /**
   * A pod.
   *
   * @param zero whether a start that isn't given is the zero time, rather than none
   */
  private static Pod pod(
      Given pod, String start, String transition, boolean zero, List<Pod.Container> containers) {
    Ready ready =
        switch (pod.text("ready", "absent")) {
          case "True", "true", "T" -> Ready.TRUE;
          case "False", "false", "F" -> Ready.FALSE;
          default -> Ready.ABSENT;
        };
    Instant startedAt =
        pod.has(start) || zero || ready != Ready.ABSENT ? HpaInputs.ago(pod.get(start)) : null;
    return new Pod(
        pod.text("name"),
        phase(pod.text("phase", "Running")),
        ready,
        startedAt,
        HpaInputs.ago(pod.get(transition)),
        deleted(pod),
        containers,
        Map.of());
  }

  /** Whether it is on its way out, be that given as a truth or as a time. */
  private static boolean deleted(Given pod) {
    return pod.rest().stream()
        .filter(key -> key.startsWith("delet"))
        .map(pod::get)
        .anyMatch(value -> value.isBoolean() ? value.booleanValue() : !value.isNull());
  }

  static Phase phase(String text) {
    return switch (text) {
      case "R" -> Phase.RUNNING;
      case "P" -> Phase.PENDING;
      case "S" -> Phase.SUCCEEDED;
      case "F" -> Phase.FAILED;
      default -> Phase.valueOf(text.toUpperCase(Locale.ROOT));
    };
  }

  /** One sample a pod, of all containers or of the pod as a whole. */
  private static List<PodSample> samples(Given in, List<JsonNode> usages) {
    List<String> names = in.texts("metricPodNames");
    List<PodSample> samples = new ArrayList<>();
    for (int i = 0; i < usages.size(); i++) {
      JsonNode usage = usages.get(i);
      if (!usage.isNull()) {
        String pod = in.has("metricPodNames") ? names.get(i) : "p" + i;
        samples.add(new PodSample(pod, usage(usage), ZERO, Duration.ofSeconds(60)));
      }
    }
    return samples;
  }

  private static Map<String, Long> usage(JsonNode usage) {
    if (usage.isNumber()) {
      return Map.of("", usage.longValue());
    }
    Map<String, Long> byContainer = new HashMap<>();
    for (int c = 0; c < usage.size(); c++) {
      byContainer.put("container" + (c + 1), usage.get(c).longValue());
    }
    return byContainer;
  }

  private static void groups(Row row) {
    Given in = row.inputs();
    List<Pod> pods =
        in.objects("pods").stream()
            .map(p -> pod(p, "startAge", "transitionAge", false, List.of()))
            .toList();
    Map<String, PodSample> samples = new HashMap<>();
    in.get("metrics")
        .properties()
        .forEach(
            m ->
                samples.put(
                    m.getKey(),
                    new PodSample(
                        m.getKey(),
                        Map.of("", m.getValue().path("value").longValue()),
                        HpaInputs.ago(m.getValue().path("age")),
                        Duration.ofSeconds(m.getValue().path("window").intValue()))));
    PodGroups groups =
        PodGroups.of(
            pods,
            samples,
            in.text("resource"),
            HpaInputs.settings(
                in.integer("cpuInitializationPeriodSeconds"),
                in.integer("delayOfInitialReadinessSeconds"),
                8,
                true),
            NOW);
    Given expected = row.expected();
    assertThat(groups)
        .isEqualTo(
            new PodGroups(
                expected.integer("readyCount"),
                names(expected, "unready"),
                names(expected, "missing"),
                names(expected, "ignored")));
  }

  private static Set<String> names(Given expected, String name) {
    return new TreeSet<>(expected.texts(name));
  }

  /**
   * The request of the one pod. Requests of the pod as a whole and of init containers go by several
   * names.
   */
  private static void requests(Row row) {
    Given in = row.inputs();
    List<Pod.Container> containers = new ArrayList<>();
    for (JsonNode request : in.list("containers")) {
      containers.add(container("container" + (containers.size() + 1), request));
    }
    Optional<String> container = in.optionalText("container").filter(c -> !c.isEmpty());
    boolean gate = in.truth("podLevelResourcesGate", false);
    Map<String, Long> whole = new HashMap<>();
    boolean restarting = in.rest().stream().anyMatch(CalculatorRows::saysRestart);
    for (String key : in.rest()) {
      if (key.toLowerCase(Locale.ROOT).contains("init")) {
        boolean counts = saysRestart(key) || !restarting;
        in.list(key).stream()
            .filter(request -> request.isObject() ? keepsRunning(request) : counts)
            .forEach(request -> containers.add(container("init" + containers.size(), request)));
      } else if (key.startsWith("pod")) {
        JsonNode request = in.get(key).isObject() ? milli(in.get(key)) : in.get(key);
        if (request.isNumber()) {
          whole.put("cpu", request.longValue());
        }
      }
    }
    Pod pod = new Pod("test-pod", Phase.RUNNING, Ready.TRUE, ZERO, ZERO, false, containers, whole);
    try {
      long request = PodRequests.of(pod, "cpu", container, gate);
      Failures.none(row.expected());
      assertThat(request).isEqualTo(row.expected().get("requestMilli").asLong());
    } catch (MetricFailure e) {
      Failures.check(row.expected(), e.getMessage());
    }
  }

  private static Pod.Container container(String name, JsonNode request) {
    JsonNode milli = request.isObject() ? milli(request) : request;
    return new Pod.Container(
        request.path("name").asText(name),
        milli.isNull() || milli.isMissingNode() ? Map.of() : Map.of("cpu", milli.longValue()));
  }

  private static JsonNode milli(JsonNode container) {
    return container
        .propertyStream()
        .map(Map.Entry::getValue)
        .filter(JsonNode::isNumber)
        .findFirst()
        .orElse(container.path("requestMilli"));
  }

  /** Of init containers only those that are restarted always count. */
  private static boolean keepsRunning(JsonNode container) {
    return container
        .propertyStream()
        .anyMatch(
            e ->
                saysRestart(e.getKey())
                    && (e.getValue().asText().equals("Always") || e.getValue().asBoolean()));
  }

  private static boolean saysRestart(String key) {
    return key.toLowerCase(Locale.ROOT).contains("restart");
  }
}
