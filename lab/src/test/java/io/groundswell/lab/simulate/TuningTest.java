package io.groundswell.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.groundswell.autoscaler.simulator.Outcome;
import io.groundswell.autoscaler.simulator.Waits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TuningTest {

  private static ObjectNode document() {
    try {
      return (ObjectNode) new YAMLMapper().readTree(Yaml.scaledObject("a", Yaml.rabbitMq("http")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Tuning.Try tried(List<Integer> places, double wait, double hours) {
    return tried(places, wait, hours, 1);
  }

  private static Tuning.Try tried(
      List<Integer> places, double wait, double hours, long risesAnHour) {
    Outcome outcome =
        new Outcome(
            "a",
            3600,
            1,
            1,
            0,
            0,
            new Waits(wait, wait, wait, wait, wait),
            new Outcome.Replicas(1, 0, 1),
            hours * 3600,
            1,
            null,
            null,
            risesAnHour,
            0,
            0);
    return new Tuning.Try(places, Optional.of(outcome), 12);
  }

  private static Tuning tuning(int budget) {
    List<Knob> knobs =
        List.of(Knob.of(Knob.Kind.TARGET, document()), Knob.of(Knob.Kind.COOLDOWN, document()));
    int[] own = knobs.stream().mapToInt(k -> k.own(document())).toArray();
    return new Tuning(knobs, own, budget, new SplittableRandom(1));
  }

  /** The shorter the wait, the dearer, but for the second knob, of which only one place is good. */
  private static List<Tuning.Try> made(List<List<Integer>> all) {
    List<Tuning.Try> tries = new ArrayList<>();
    for (List<Integer> places : all) {
      double bad = Math.abs(places.get(1) - 8);
      tries.add(tried(places, 1 + places.get(0) + bad, 100 - places.get(0) + bad));
    }
    return tries;
  }

  @Test
  void theManifestsOwnSettingsAreTriedFirst() {
    // When
    List<Tuning.Try> tries = tuning(1).search(Slo.Statistic.P95, TuningTest::made);

    // Then 10 is the sixth of the targets, 20 the third of the cooldowns
    assertThat(tries).extracting(Tuning.Try::places).containsExactly(List.of(5, 2));
  }

  @Test
  void theSearchFindsWhatNoKnobAloneLeadsTo() {
    // When
    List<Tuning.Try> tries = tuning(100).search(Slo.Statistic.P95, TuningTest::made);

    // Then
    assertThat(Tuning.pareto(tries, Slo.Statistic.P95))
        .extracting(Tuning.Try::places)
        .contains(List.of(0, 8), List.of(16, 8));
  }

  @Test
  void nothingIsTriedTwiceOrBeyondTheBudget() {
    // When
    List<Tuning.Try> tries = tuning(60).search(Slo.Statistic.P95, TuningTest::made);

    // Then
    assertThat(tries).hasSize(60).extracting(Tuning.Try::places).doesNotHaveDuplicates();
  }

  @Test
  void whatRisesMoreOftenThanIsBorneIsNotAmongTheBest() {
    // Given
    Tuning.Try restless = tried(List.of(1), 1, 1, 13);
    Tuning.Try calm = tried(List.of(2), 2, 2, 12);

    // When
    List<Tuning.Try> best = Tuning.pareto(List.of(restless, calm), Slo.Statistic.P95);

    // Then
    assertThat(best).containsExactly(calm);
  }

  @Property
  void ofTheBestNoneIsBetterThanAnotherInBoth(
      @ForAll @Size(max = 30) List<@Size(2) List<@IntRange(min = 1, max = 20) Integer>> numbers) {
    // Given
    List<Tuning.Try> tries = numbers.stream().map(n -> tried(n, n.get(0), n.get(1))).toList();

    // When
    List<Tuning.Try> best = Tuning.pareto(tries, Slo.Statistic.P95);

    // Then each try is one of the best or no better than one of them
    assertThat(tries)
        .allMatch(
            t ->
                best.stream()
                    .anyMatch(
                        b ->
                            b.places().get(0) <= t.places().get(0)
                                && b.replicaHours() <= t.replicaHours() + 1e-9));
    assertThat(best)
        .extracting(Tuning.Try::replicaHours)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void aKnobKnowsTheManifestsOwnValue() {
    // Given
    Knob polling = Knob.of(Knob.Kind.POLLING, document());

    // When / Then
    assertThat(polling.values().get(polling.own(document()))).hasValue(5);
  }

  @Test
  void aTurnedManifestIsOneToPaste() {
    // Given
    ObjectNode turned = document();

    // When
    for (Knob.Kind kind : Knob.Kind.values()) {
      Knob.of(kind, document()).turn(Optional.of(7), turned);
    }

    // Then
    assertThat(ScaledObjectFile.text(turned))
        .isEqualTo(
            """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata:
              name: a
            spec:
              scaleTargetRef:
                name: a
              pollingInterval: 7
              cooldownPeriod: 7
              maxReplicaCount: 7
              triggers:
                - type: rabbitmq
                  metadata:
                    queueName: orders
                    protocol: http
                    mode: QueueLength
                    value: "7"
                  authenticationRef:
                    name: rabbitmq
              minReplicaCount: 7
              advanced:
                horizontalPodAutoscalerConfig:
                  behavior:
                    scaleDown:
                      stabilizationWindowSeconds: 7
            """);
  }
}
