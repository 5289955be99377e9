package io.groundswell.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PairTest {

  @Test
  void equalStepsAreOnePairHoweverFarApart() {
    // Given
    List<Step> first = steps(0, 1, 4, 0);

    // When
    List<Pair> pairs = Pair.of(first, later(first, 3));

    // Then
    assertThat(pairs).extracting(Pair::match).containsOnly(Pair.Match.SAME).hasSize(3);
    assertThat(pairs).extracting(Pair::apart).containsOnly(Optional.of(3.0));
  }

  @Test
  void otherReplicasInTheSameDirectionAnswerToEachOther() {
    // When
    List<Pair> pairs = Pair.of(steps(0, 1, 4, 8, 0), steps(0, 1, 4, 7, 0));

    // Then
    assertThat(pairs)
        .extracting(Pair::match)
        .containsExactly(
            Pair.Match.SAME, Pair.Match.SAME, Pair.Match.OTHER_REPLICAS, Pair.Match.OTHER_REPLICAS);
  }

  @Test
  void aStepThatTheOtherLacksStandsAlone() {
    // When
    List<Pair> pairs = Pair.of(steps(0, 1, 4, 0), steps(0, 1, 0));

    // Then
    assertThat(pairs)
        .extracting(Pair::match)
        .containsExactly(Pair.Match.SAME, Pair.Match.ONLY_FIRST, Pair.Match.OTHER_REPLICAS);
  }

  @Test
  void anotherDirectionIsAnotherStep() {
    // When
    List<Pair> pairs = Pair.of(steps(1, 4), steps(4, 1));

    // Then
    assertThat(pairs)
        .extracting(Pair::match)
        .containsExactly(Pair.Match.ONLY_FIRST, Pair.Match.ONLY_SECOND);
  }

  @Property
  void everyStepIsInOnePairInItsOrder(
      @ForAll @Size(max = 8) List<@IntRange(max = 4) Integer> a,
      @ForAll @Size(max = 8) List<@IntRange(max = 4) Integer> b) {
    // Given
    List<Step> first = steps(a.stream().mapToInt(Integer::intValue).toArray());
    List<Step> second = steps(b.stream().mapToInt(Integer::intValue).toArray());

    // When
    List<Pair> pairs = Pair.of(first, second);

    // Then
    assertThat(pairs.stream().flatMap(p -> p.first().stream())).isEqualTo(first);
    assertThat(pairs.stream().flatMap(p -> p.second().stream())).isEqualTo(second);
  }

  /** A step from each of these replicas to the next, a second apart. */
  private static List<Step> steps(int... replicas) {
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i < replicas.length; i++) {
      int before = replicas[i - 1];
      Decision.By by = before == 0 || replicas[i] == 0 ? Decision.By.KEDA : Decision.By.HPA;
      steps.add(new Step(i, by, before, replicas[i], "because"));
    }
    return steps;
  }

  private static List<Step> later(List<Step> steps, double seconds) {
    return steps.stream()
        .map(s -> new Step(s.at() + seconds, s.by(), s.before(), s.after(), s.reason()))
        .toList();
  }
}
