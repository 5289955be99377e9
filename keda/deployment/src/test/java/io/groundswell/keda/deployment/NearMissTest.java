package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {

  @ParameterizedTest
  @CsvSource({
    "predictionHorizon, predictHorizon",
    "treshold, threshold",
    "THRESHOLD, threshold",
    "querry, query",
    "lagThresholds, lagThreshold",
  })
  void findsWhatWasMeant(String word, String meant) {
    // Given
    List<String> known =
        List.of("predictHorizon", "threshold", "query", "queryStep", "lagThreshold");

    // When
    Optional<String> found = NearMiss.of(word, known);

    // Then
    assertThat(found).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"metricName", "x", "serverUrl"})
  void findsNothingFarAway(String word) {
    // Given
    List<String> known = List.of("query", "threshold", "ca");

    // When
    Optional<String> found = NearMiss.of(word, known);

    // Then
    assertThat(found).isEmpty();
  }
}
