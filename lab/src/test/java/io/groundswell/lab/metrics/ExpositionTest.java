package io.groundswell.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionTest {

  @Test
  void readsTheSamplesOfOneMetric() {
    // Given
    String text =
        """
        # HELP http_requests_total Requests.
        # TYPE http_requests_total counter
        http_requests_total{handler="/cpu/{duration_seconds}",method="GET",status="2xx"} 12.0
        http_requests_total{handler="a \\"b\\" \\\\ c",} 3 1700000000000
        http_requests_total 1e3
        http_requests_total_other{a="b"} 4
        http_requests_created{a="b"} 5
        http_requests_total{broken="x 6
        http_requests_total{a="b"} much
        """;

    // When
    Map<Map<String, String>, Double> samples = Exposition.samples(text, "http_requests_total");

    // Then
    assertThat(samples)
        .containsOnly(
            Map.entry(
                Map.of("handler", "/cpu/{duration_seconds}", "method", "GET", "status", "2xx"),
                12.0),
            Map.entry(Map.of("handler", "a \"b\" \\ c"), 3.0),
            Map.entry(Map.of(), 1000.0));
  }
}
