package io.groundswell.autoscaler.vectors;

import static io.groundswell.autoscaler.vectors.HpaInputs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.Fallback;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.ManifestException;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.ScalingModifiers;
import io.groundswell.autoscaler.Trigger;
import io.groundswell.autoscaler.Trigger.MetricType;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.autoscaler.expression.ExpressionException;
import io.groundswell.autoscaler.keda.Annotations;
import io.groundswell.autoscaler.keda.Fallbacks;
import io.groundswell.autoscaler.keda.Health;
import io.groundswell.autoscaler.keda.Measured;
import io.groundswell.autoscaler.keda.Measured.Outcome;
import io.groundswell.autoscaler.keda.Modifiers;
import io.groundswell.autoscaler.keda.RequestScale;
import io.groundswell.autoscaler.keda.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Rows about KEDA's operator. */
final class KedaRows {

  private KedaRows() {}

  static Map<String, Consumer<Row>> kinds() {
    return Map.of(
        "keda.bounds", KedaRows::bounds,
        "keda.hpaBounds", KedaRows::hpaBounds,
        "keda.idleOrMin", KedaRows::idleOrMin,
        "keda.paused", KedaRows::paused,
        "keda.requestScale", KedaRows::requestScale,
        "keda.fallback", KedaRows::fallback,
        "keda.fallbackValid", KedaRows::fallbackValid,
        "keda.scalingModifiers", KedaRows::scalingModifiers,
        "keda.scalingModifiers.nil", KedaRows::nil);
  }

  private static ScaledObject.Builder object(Given in) {
    ScaledObject.Builder builder = ScaledObject.builder("name").namespace("namespace");
    in.optionalInteger("minReplicaCount").ifPresent(builder::minReplicaCount);
    in.optionalInteger("maxReplicaCount").ifPresent(builder::maxReplicaCount);
    in.optionalInteger("idleReplicaCount").ifPresent(builder::idleReplicaCount);
    in.optionalInteger("min").ifPresent(builder::minReplicaCount);
    in.optionalInteger("max").ifPresent(builder::maxReplicaCount);
    in.optionalInteger("idle").ifPresent(builder::idleReplicaCount);
    return builder.annotations(in.map("annotations"));
  }

  private static void check(Row row, Runnable validation) {
    try {
      validation.run();
    } catch (ManifestException e) {
      Failures.check(row.expected(), e.getMessage());
      return;
    }
    Failures.none(row.expected());
  }

  private static void bounds(Row row) {
    ScaledObject object = object(row.inputs()).build();
    check(row, () -> Validation.replicaBounds(object));
  }

  private static void hpaBounds(Row row) {
    ScaledObject object = object(row.inputs()).build();
    assertThat(List.of(object.hpaMinReplicas(), object.maxReplicas()))
        .containsExactly(
            row.expected().integer("hpaMinReplicas"), row.expected().integer("hpaMaxReplicas"));
  }

  private static void idleOrMin(Row row) {
    ScaledObject object = object(row.inputs()).build();
    assertThat(object.idleReplicaCount().isPresent() + " " + object.idleOrMinReplicas())
        .isEqualTo(
            row.expected().truth("isIdle", false) + " " + row.expected().integer("replicas"));
  }

  private static void paused(Row row) {
    Given in = row.inputs();
    Given expected = row.expected();
    Map<String, String> annotations = new LinkedHashMap<>(in.map("annotations"));
    in.optionalText("pausedReplicasAnnotation")
        .ifPresent(value -> annotations.put(Annotations.PAUSED_REPLICAS, value));
    if (expected.mentions("paused")) {
      assertThat(Annotations.paused(annotations)).isEqualTo(expected.truth("paused", false));
    }
    if (expected.mentions("replicas") || expected.mentions("error")) {
      check(
          row,
          () ->
              assertThat(Annotations.pausedReplicas(annotations))
                  .isEqualTo(expected.optionalInteger("replicas")));
    }
  }

  private static void requestScale(Row row) {
    Given in = row.inputs();
    ScaledObject.Builder builder = object(in);
    in.optionalInteger("fallbackReplicas")
        .ifPresent(r -> builder.fallback(new Fallback(3, r, Fallback.Behavior.STATIC)));
    in.optionalInteger("cooldownPeriod")
        .ifPresent(s -> builder.cooldownPeriod(Duration.ofSeconds(s)));
    in.optionalInteger("initialCooldownPeriod")
        .ifPresent(s -> builder.initialCooldownPeriod(Duration.ofSeconds(s)));
    int current = in.integer("current");
    Optional<Instant> lastActive =
        in.optionalInteger("secondsSinceLastActive").stream()
            .mapToObj(NOW::minusSeconds)
            .findFirst();
    RequestScale request =
        RequestScale.of(
            builder.build(),
            new RequestScale.Activity(in.truth("active", false), in.truth("error", false)),
            current,
            NOW.minusSeconds(in.integer("secondsSinceCreation", 1_000_000)),
            lastActive,
            NOW);
    Given expected = row.expected();
    Map<String, Object> found = new LinkedHashMap<>();
    Map<String, Object> wanted = new LinkedHashMap<>();
    found.put("replicas", request.replicas().orElse(current));
    wanted.put("replicas", expected.integer("replicas", request.replicas().orElse(current)));
    found.put("lastActiveTimeUpdated", request.touchesLastActive());
    wanted.put(
        "lastActiveTimeUpdated",
        expected.truth("lastActiveTimeUpdated", request.touchesLastActive()));
    found.put("ready", ready(request.code()));
    wanted.put("ready", expected.text("ready", ready(request.code())));
    String reason = reason(request.code());
    found.put("reason", reason);
    wanted.put("reason", expected.text("reason", reason));
    Map<String, String> annotations = in.map("annotations");
    boolean paused = Annotations.paused(annotations);
    found.put("paused", paused);
    wanted.put("paused", expected.truth("paused", paused));
    boolean active =
        !paused
            && (in.truth("active", false)
                || Annotations.on(annotations, Annotations.FORCE_ACTIVATION));
    found.put("active", active);
    wanted.put("active", expected.truth("active", active));
    String change = "from " + current + " to " + request.replicas().orElse(current);
    assertThat(expected.text("event", change)).contains(change);
    assertThat(found).isEqualTo(wanted);
    in.rest().stream().filter(key -> key.startsWith("hpa")).forEach(in::get);
    if (expected.rest().stream().anyMatch(key -> key.startsWith("hpa"))) {
      VectorsTest.skip("keda.requestScale: the HPA's health is a condition, and no decision");
    }
  }

  private static String ready(Code code) {
    return switch (code) {
      case PARTIAL_TRIGGER_ERROR -> "Unknown";
      case TRIGGER_ERROR -> "False";
      default -> "True";
    };
  }

  private static String reason(Code code) {
    return ready(code).equals("True") ? "ScaledObjectReady" : code.toString();
  }

  private static Optional<Fallback> fallback(Given in) {
    return in.optionalObject("fallback")
        .map(
            f ->
                new Fallback(
                    f.integer("failureThreshold"),
                    f.integer("replicas"),
                    behavior(f.text("behavior", "static"))));
  }

  private static Fallback.Behavior behavior(String text) {
    for (Fallback.Behavior behavior : Fallback.Behavior.values()) {
      if (behavior.toString().equals(text)) {
        return behavior;
      }
    }
    // An unknown one counts as static.
    return Fallback.Behavior.STATIC;
  }

  private static MetricType metricType(String text) {
    for (MetricType type : MetricType.values()) {
      if (type.toString().equals(text)) {
        return type;
      }
    }
    throw new AssertionError("unknown metricType " + text);
  }

  private static Optional<MetricType> metricType(Given in) {
    return in.optionalText("metricType").filter(t -> !t.isEmpty()).map(KedaRows::metricType);
  }

  private static Optional<ScalingModifiers> modifiers(Given in) {
    return in.optionalObject("scalingModifiers")
        .map(
            m ->
                new ScalingModifiers(
                    m.text("formula", ""),
                    m.text("target", ""),
                    m.text("activationTarget", ""),
                    metricType(m).orElse(MetricType.AVERAGE_VALUE)));
  }

  private static Health health(Given in, String name) {
    return new Health(in.integer(name, 0));
  }

  private static void fallback(Row row) {
    Given in = row.inputs();
    Given expected = row.expected();
    ScaledObject.Builder builder =
        object(in)
            .trigger(
                new Trigger(
                    0,
                    "metrics-api",
                    "trigger",
                    Map.of(),
                    Optional.empty(),
                    metricType(in),
                    false));
    fallback(in).ifPresent(builder::fallback);
    modifiers(in).ifPresent(builder::scalingModifiers);
    ScaledObject object = builder.build();
    Outcome live =
        in.truth("scalerError", false) || in.get("scalerError").isTextual()
            ? new Measured.Failed("some error")
            : new Measured.Known(Math.round(in.real("scalerValue") * 1000), false);
    TriggerMetric metric = new TriggerMetric(0, "metric", in.real("target", 1));
    Health before = health(in, "failuresBefore");
    Fallbacks.Result result =
        Fallbacks.apply(
            object,
            metric,
            live,
            before,
            in.integer("currentReplicas", 0),
            in.integer("readyPods", 0));
    Health after = result.health().orElse(before);
    if (expected.has("failuresAfter")) {
      assertThat(after.failures()).isEqualTo(expected.integer("failuresAfter"));
    }
    if (expected.has("status")) {
      assertThat(after.failures() > 0 ? "Failing" : "Happy").isEqualTo(expected.text("status"));
    }
    for (String key : List.of("fallbackCondition", "condition", "fallbackActive", "fallback")) {
      if (expected.has(key)) {
        assertThat(
                object
                    .fallback()
                    .filter(f -> Fallbacks.valid(object, metric, f))
                    .filter(f -> Fallbacks.due(f, after))
                    .isPresent())
            .isEqualTo(expected.truth(key, false));
      }
    }
    if (result.outcome() instanceof Measured.Failed failed) {
      Failures.check(expected, failed.message());
      return;
    }
    Failures.none(expected);
    if (expected.has("value")) {
      assertThat(milli(result.outcome()) / 1000.0).isEqualTo(expected.real("value"));
    }
    if (expected.has("valueMilli")) {
      assertThat(milli(result.outcome())).isEqualTo(expected.whole("valueMilli"));
    }
  }

  private static long milli(Outcome outcome) {
    return switch (outcome) {
      case Measured.Known known -> known.milli();
      case Measured.Substituted substituted -> substituted.milli();
      // KEDA hands on a placeholder.
      case Measured.Absent ignored -> -1000;
      case Measured.Failed failed -> throw new AssertionError(failed.message());
    };
  }

  private static void fallbackValid(Row row) {
    Given in = row.inputs();
    ScaledObject.Builder builder = object(in);
    fallback(in).ifPresent(builder::fallback);
    modifiers(in).ifPresent(builder::scalingModifiers);
    for (Given trigger : in.objects("triggers")) {
      builder.trigger(
          new Trigger(
              0,
              trigger.text("type"),
              trigger.text("name", ""),
              Map.of(),
              Optional.empty(),
              metricType(trigger),
              false));
    }
    ScaledObject object = builder.build();
    check(row, () -> Validation.fallback(object));
  }

  /** Values of triggers are in thousandths where their key says so. */
  private static void scalingModifiers(Row row) {
    Given in = row.inputs();
    Map<String, Measured> measured = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    ScaledObject.Builder builder = object(in);
    builder.scalingModifiers(
        new ScalingModifiers(
            in.text("formula", ""), in.text("target", "1"), "", MetricType.AVERAGE_VALUE));
    Optional<Fallback> fallback = fallback(in);
    fallback.ifPresent(builder::fallback);
    JsonNode failures = in.get("failures");
    boolean substituted =
        in.rest().stream()
            .filter(key -> key.startsWith("fallback"))
            .anyMatch(k -> in.truth(k, false));
    for (String key : in.rest()) {
      int by = key.contains("Milli") ? 1 : 1000;
      in.get(key)
          .properties()
          .forEach(
              e ->
                  measured.put(
                      e.getKey(), value(names, e.getKey(), e.getValue(), by, substituted)));
    }
    failures
        .properties()
        .forEach(
            e -> {
              TriggerMetric metric = metric(names, e.getKey());
              measured.put(e.getKey(), failing(builder.build(), metric, e.getValue().asInt()));
            });
    names.forEach(
        name ->
            builder.trigger(
                new Trigger(
                    names.indexOf(name),
                    "metrics-api",
                    name,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    false)));
    Outcome composite;
    try {
      composite = new Modifiers(builder.build()).composite(List.copyOf(measured.values()));
    } catch (ExpressionException e) {
      composite = new Measured.Failed(e.getMessage());
    }
    if (composite instanceof Measured.Failed failed) {
      Failures.check(row.expected(), failed.message());
      return;
    }
    Failures.none(row.expected());
    assertThat(milli(composite)).isEqualTo(row.expected().whole("metricMilli"));
  }

  private static TriggerMetric metric(List<String> names, String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
    return new TriggerMetric(names.indexOf(name), "s" + names.indexOf(name) + "-" + name, 1);
  }

  private static Measured value(
      List<String> names, String name, JsonNode value, int by, boolean substituted) {
    long milli = Math.round(value.doubleValue() * by);
    return new Measured(
        metric(names, name),
        substituted
            ? new Measured.Substituted(milli, new Limit.Fallback(name, 1, 0, 1))
            : new Measured.Known(milli, false));
  }

  /** A trigger that failed so often so far, the last time included. */
  private static Measured failing(ScaledObject object, TriggerMetric metric, int failures) {
    Fallbacks.Result result =
        Fallbacks.apply(
            object,
            metric,
            new Measured.Failed("the scaler failed"),
            new Health(failures - 1),
            0,
            0);
    return new Measured(metric, result.outcome());
  }

  /** A metric goes into the formula as nil once its trigger failed too often. */
  private static void nil(Row row) {
    Given in = row.inputs();
    OptionalInt failures = in.optionalInteger("failures");
    long milli = in.whole("metricMilli");
    boolean absent =
        fallback(in).filter(f -> Fallbacks.due(f, new Health(failures.orElse(0)))).isPresent();
    Double variable = absent ? null : Double.valueOf(milli / 1000.0);
    Given expected = row.expected();
    Double wanted =
        expected.has("triggerVariable") ? Double.valueOf(expected.real("triggerVariable")) : null;
    assertThat(variable).isEqualTo(wanted);
  }
}
