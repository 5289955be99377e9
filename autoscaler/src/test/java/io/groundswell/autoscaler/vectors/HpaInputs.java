package io.groundswell.autoscaler.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.ScalingRules;
import io.groundswell.autoscaler.ScalingRules.Policy;
import io.groundswell.autoscaler.ScalingRules.SelectPolicy;
import io.groundswell.autoscaler.hpa.Recommendation;
import io.groundswell.autoscaler.hpa.Rules;
import io.groundswell.autoscaler.hpa.ScaleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What rows about the HPA have in common. */
final class HpaInputs {

  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  /** Go's zero time. */
  static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private HpaInputs() {}

  static Instant ago(JsonNode seconds) {
    return seconds.isNull() || seconds.isMissingNode()
        ? ZERO
        : NOW.minus(Duration.ofMillis(Math.round(seconds.doubleValue() * 1000)));
  }

  /** Settings of the tests of Kubernetes. */
  static HpaSettings settings(
      int cpuInitialization, int initialReadiness, double factor, boolean gate) {
    HpaSettings usual = HpaSettings.defaults();
    return new HpaSettings(
        usual.syncPeriod(),
        usual.downscaleStabilisation(),
        usual.tolerance(),
        Duration.ofSeconds(cpuInitialization),
        Duration.ofSeconds(initialReadiness),
        factor,
        usual.scaleUpLimitMinimum(),
        gate,
        gate,
        usual.podLevelResources());
  }

  /** Rules as given, as far as they are. */
  static ScalingRules rules(Given given) {
    return new ScalingRules(
        given.has("stabilizationWindowSeconds")
            ? Optional.of(Duration.ofSeconds(given.integer("stabilizationWindowSeconds")))
            : Optional.empty(),
        given.optionalText("selectPolicy").map(HpaInputs::select),
        policies(given),
        given.has("tolerance")
            ? OptionalDouble.of(given.real("tolerance"))
            : OptionalDouble.empty());
  }

  /** Rules to which nothing is added if there are any at all, as the functions get them. */
  static Rules upRules(Optional<Given> given) {
    return given.map(HpaInputs::exactly).orElseGet(() -> Rules.up(Optional.empty()));
  }

  /** Rules to which nothing is added if there are any at all, as the functions get them. */
  static Rules downRules(Optional<Given> given) {
    return given
        .map(HpaInputs::exactly)
        .orElseGet(() -> Rules.down(Optional.empty(), HpaSettings.defaults()));
  }

  private static Rules exactly(Given given) {
    return new Rules(
        Duration.ofSeconds(given.integer("stabilizationWindowSeconds", 0)),
        select(given.text("selectPolicy", "Max")),
        policies(given));
  }

  private static SelectPolicy select(String text) {
    return switch (text) {
      case "Max" -> SelectPolicy.MAX;
      case "Min" -> SelectPolicy.MIN;
      case "Disabled" -> SelectPolicy.DISABLED;
      default -> throw new AssertionError("unknown selectPolicy " + text);
    };
  }

  private static List<Policy> policies(Given given) {
    return given.objects("policies").stream()
        .map(
            p ->
                new Policy(
                    p.text("type").equals("Pods") ? Policy.Type.PODS : Policy.Type.PERCENT,
                    p.integer("value"),
                    Duration.ofSeconds(p.integer("periodSeconds"))))
        .toList();
  }

  static List<ScaleEvent> events(Given given, String name) {
    return given.objects(name).stream()
        .map(
            e ->
                new ScaleEvent(
                    e.integer("change"), ago(e.get("ageSeconds")), e.truth("outdated", false)))
        .toList();
  }

  static List<Recommendation> recommendations(Given given, String name) {
    return given.objects(name).stream()
        .map(r -> new Recommendation(r.integer("value"), ago(r.get("ageSeconds"))))
        .toList();
  }
}
