package io.groundswell.autoscaler.vectors;

import static io.groundswell.autoscaler.vectors.HpaInputs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.hpa.Normalisation;
import io.groundswell.autoscaler.hpa.RateLimit;
import io.groundswell.autoscaler.hpa.Recommendation;
import io.groundswell.autoscaler.hpa.Rules;
import io.groundswell.autoscaler.hpa.ScaleEvent;
import io.groundswell.autoscaler.hpa.ScaleEvents;
import io.groundswell.autoscaler.hpa.Stabilisation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Rows about limits, stabilisation and events of an HPA. */
final class BehaviorRows {

  private BehaviorRows() {}

  static Map<String, Consumer<Row>> kinds() {
    return Map.of(
        "hpa.behavior.limit", BehaviorRows::limit,
        "hpa.behavior.rateLimit", BehaviorRows::rateLimit,
        "hpa.behavior.storeScaleEvent", BehaviorRows::storeScaleEvent,
        "hpa.convertDesiredReplicasWithRules", BehaviorRows::withinStep,
        "hpa.scaleUpLimit.noBehavior", BehaviorRows::stepLimit,
        "hpa.stabilize.behavior", BehaviorRows::stabiliseWithBehavior,
        "hpa.stabilize.noBehavior", BehaviorRows::stabiliseWithoutBehavior);
  }

  /** Such a row has its direction in its name alone, if nowhere else. */
  private static void limit(Row row) {
    Given in = row.inputs();
    int current = in.integer("currentReplicas");
    boolean up =
        in.text("direction", row.name().contains("ScaleUp") ? "up" : "down")
            .toLowerCase(java.util.Locale.ROOT)
            .contains("up");
    List<ScaleEvent> ups = HpaInputs.events(in, "scaleUpEvents");
    List<ScaleEvent> downs = HpaInputs.events(in, "scaleDownEvents");
    Optional<Given> given = in.optionalObject("rules");
    int limit =
        up
            ? RateLimit.up(current, ups, downs, HpaInputs.upRules(given), NOW)
            : RateLimit.down(current, ups, downs, HpaInputs.downRules(given), NOW);
    assertThat(limit).isEqualTo(row.expected().integer("limit"));
  }

  private static void rateLimit(Row row) {
    Given in = row.inputs();
    Normalisation.Bounded bounded =
        Normalisation.withinRate(
            in.integer("currentReplicas"),
            in.integer("desired"),
            in.integer("min"),
            in.integer("max"),
            HpaInputs.upRules(in.optionalObject("scaleUp")),
            HpaInputs.downRules(in.optionalObject("scaleDown")),
            HpaInputs.events(in, "scaleUpEvents"),
            HpaInputs.events(in, "scaleDownEvents"),
            NOW);
    same(row, bounded);
  }

  private static void withinStep(Row row) {
    Given in = row.inputs();
    int step =
        RateLimit.withoutBehavior(
            in.integer("currentReplicas"),
            in.real("scaleUpLimitFactor", 2),
            in.integer("scaleUpLimitMinimum", 4));
    same(
        row,
        Normalisation.withinStep(
            in.integer("desired"), in.integer("min"), in.integer("max"), step));
  }

  private static void same(Row row, Normalisation.Bounded bounded) {
    assertThat(bounded.replicas() + " " + bounded.code())
        .isEqualTo(
            row.expected().integer("replicas")
                + " "
                + row.expected().text("reason", bounded.code().toString()));
  }

  private static void stepLimit(Row row) {
    Given in = row.inputs();
    int limit =
        RateLimit.withoutBehavior(
            in.integer("currentReplicas"),
            in.real("scaleUpLimitFactor", 2),
            in.integer("scaleUpLimitMinimum", 4));
    assertThat(limit).isEqualTo(row.expected().integer("limit"));
  }

  private static void storeScaleEvent(Row row) {
    Given in = row.inputs();
    List<ScaleEvent> before = HpaInputs.events(in, "previousEvents");
    int change = in.integer("replicaChange");
    // Without behaviour nothing is remembered.
    List<ScaleEvent> after =
        in.optionalObject("rules")
            .map(
                given -> {
                  Rules rules = HpaInputs.upRules(Optional.of(given));
                  Duration longest =
                      rules.policies().stream()
                          .map(p -> p.period())
                          .max(Comparator.naturalOrder())
                          .orElse(Duration.ZERO);
                  return ScaleEvents.store(before, change, longest, NOW);
                })
            .orElse(before);
    int inLast = ScaleEvents.change(before, Duration.ofSeconds(60), NOW);
    List<String> stored =
        after.stream().map(e -> e.change() + (e.outdated() ? " outdated" : "")).toList();
    List<String> expected =
        row.expected().objects("storedAfter").stream()
            .map(e -> e.integer("change") + (e.truth("outdated", false) ? " outdated" : ""))
            .toList();
    assertThat(inLast + " " + stored)
        .isEqualTo(row.expected().integer("changeInLast60s") + " " + expected);
  }

  private static void stabiliseWithBehavior(Row row) {
    Given in = row.inputs();
    Stabilisation stable =
        Stabilisation.withBehavior(
            HpaInputs.recommendations(in, "recommendations"),
            in.integer("currentReplicas"),
            in.integer("desired"),
            Duration.ofSeconds(in.integer("upWindowSeconds")),
            Duration.ofSeconds(in.integer("downWindowSeconds")),
            NOW);
    same(row, stable);
  }

  private static void stabiliseWithoutBehavior(Row row) {
    Given in = row.inputs();
    Stabilisation stable =
        Stabilisation.withoutBehavior(
            HpaInputs.recommendations(in, "recommendations"),
            in.integer("desired"),
            Duration.ofSeconds(in.integer("windowSeconds")),
            NOW);
    same(row, stable);
  }

  /** What is remembered is given as the replicas in their slots, as the count of slots, or not. */
  private static void same(Row row, Stabilisation stable) {
    Given expected = row.expected();
    List<Integer> stored = stable.recommendations().stream().map(Recommendation::replicas).toList();
    if (expected.get("storedRecommendations").isInt()) {
      assertThat(stored).hasSize(expected.integer("storedRecommendations"));
    } else if (expected.has("storedRecommendations")) {
      assertThat(stored)
          .isEqualTo(
              expected.wholes("storedRecommendations").stream().map(Long::intValue).toList());
    }
    assertThat(stable.replicas()).isEqualTo(expected.integer("replicas"));
  }
}
