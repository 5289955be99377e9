package io.groundswell.producer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

  private static final Tally.Latency QUICK = new Tally.Latency(0.01, 0.02, 0.03, 0.04, 9);

  private static List<String> missed(Shape shape, Tally.Counts counts) {
    return Threshold.of(shape, counts).stream()
        .filter(threshold -> !threshold.ok())
        .map(Threshold::metric)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 0, 0, 0, 0.499, ''",
    "1000, 10, 0, 0, 0.1, http_req_failed",
    "1000, 9, 0, 0, 0.1, ''",
    "1000, 0, 10, 0, 0.1, checks",
    "1000, 0, 0, 1, 0.1, dropped_iterations",
    "1000, 0, 0, 0, 0.5, http_req_duration",
  })
  void whatIsMissedIsNamed(
      long requests, long failed, long bad, long dropped, double p95, String metric) {
    // Given
    Tally.Counts counts = new Tally.Counts(requests, failed, bad, dropped, QUICK, p95);

    // When
    List<String> missed = missed(Shape.LOAD_TEST, counts);

    // Then
    assertThat(String.join(" ", missed)).isEqualTo(metric);
  }

  @Test
  void aLoadWithoutARequestIsNoSuccess() {
    // Given
    Tally.Counts counts = new Tally.Counts(0, 0, 0, 0, QUICK, 0);

    // When
    List<String> missed = missed(Shape.LOAD, counts);

    // Then
    assertThat(missed).containsExactly("http_req_failed", "checks");
  }
}
