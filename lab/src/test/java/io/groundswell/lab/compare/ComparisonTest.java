package io.groundswell.lab.compare;

import static io.groundswell.lab.compare.Given.decision;
import static io.groundswell.lab.compare.Given.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private final Side laptop =
      Given.side(
          "laptop",
          5,
          decision(2, 0, 1),
          sample(2.2, 1, 1),
          decision(5, 1, 4),
          sample(5.4, 4, 4),
          decision(20, 4, 0));

  @Test
  void theSameStepsWithinASyncAreSaidToBe() {
    // Given
    Side cluster =
        Given.side("cluster", 1, decision(9, 0, 1), decision(28, 1, 4), decision(98, 4, 0));

    // When
    Comparison comparison = Comparison.of(laptop, cluster);

    // Then
    assertThat(comparison.verdict())
        .isEqualTo(
            "The same 3 steps; those furthest apart are so by 4.0 s, within one sync of the HPA (15 s).");
  }

  @Test
  void stepsThatDifferAreCounted() {
    // Given
    Side cluster =
        Given.side("cluster", 1, decision(9, 0, 1), decision(28, 1, 3), decision(128, 3, 0));

    // When
    Comparison comparison = Comparison.of(laptop, cluster);

    // Then
    assertThat(comparison.sameSteps()).isFalse();
    assertThat(comparison.verdict())
        .isEqualTo(
            "Of 3 steps 1 are the same; those furthest apart are so by 29.0 s, more than one sync of the HPA (15 s).");
  }

  @Test
  void onlyARunAtAnotherSpeedIsRemarkedOn() {
    // When
    List<String> remarks = Comparison.of(laptop, Given.side("cluster", 1)).remarks();

    // Then
    assertThat(remarks).hasSize(2).last().asString().startsWith("laptop ran at speed 5");
  }

  @Test
  void replicasAreToldWhereverOneOfTheRunsChanges() {
    // Given
    Side cluster = Given.side("cluster", 1, decision(9, 0, 1), sample(16, 1, 1));

    // When
    List<List<String>> rows = SideBySide.replicas(Comparison.of(laptop, cluster));

    // Then
    assertThat(rows)
        .containsExactly(
            List.of("0 s", "1", "0", "-", "1", "0", "-"),
            List.of("1 s", "1", "1", "6", "1", "0", "-"),
            List.of("7 s", "1", "1", "6", "1", "1", "6"),
            List.of("15 s", "4", "1", "6", "1", "1", "6"),
            List.of("17 s", "4", "4", "6", "1", "1", "6"),
            List.of("90 s", "0", "4", "6", "1", "1", "6"));
  }

  @Test
  void whatOnlyTheSecondHasStandsBeforeTheNextThatBothHave() {
    // When / Then
    assertThat(
            SideBySide.merged(List.of("poll", "boot", "total"), List.of("poll", "pull", "total")))
        .containsExactly("poll", "boot", "pull", "total");
  }
}
