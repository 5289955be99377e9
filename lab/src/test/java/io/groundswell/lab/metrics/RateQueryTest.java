package io.groundswell.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.lab.LabException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateQueryTest {

  /** As moc-app's build derives it. */
  private static final String DERIVED =
      "sum(rate(http_requests_total{namespace=\"groundswell\",pod=~\"moc-app-.*\","
          + "handler!~\"/metrics|/healthcheck|/q/health.*\"}[1m]))";

  @Test
  void readsTheDerivedQuery() {
    // When
    RateQuery query = RateQuery.parse(DERIVED);

    // Then
    assertThat(query.metric()).isEqualTo("http_requests_total");
    assertThat(query.range()).isEqualTo(Duration.ofMinutes(1));
    assertThat(query.matchers()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "groundswell, moc-app-x, /, true",
    "groundswell, moc-app-x, /cpu/{duration_seconds}, true",
    "groundswell, moc-app-x, /metrics, false",
    "groundswell, moc-app-x, /q/health/ready, false",
    "groundswell, other-x, /, false",
    "default, moc-app-x, /, false",
  })
  void aSeriesCountsIfAllConditionsHold(
      String namespace, String pod, String handler, boolean counts) {
    // Given
    Series series =
        new Series(
            "http_requests_total", Map.of("namespace", namespace, "pod", pod, "handler", handler));

    // When
    boolean selected = RateQuery.parse(DERIVED).selects(series);

    // Then
    assertThat(selected).isEqualTo(counts);
  }

  @Test
  void addsTheRatesOfItsSeries() {
    // Given
    Map<Series, List<Counter.Point>> history =
        Map.of(
            series("a"), List.of(new Counter.Point(0, 600), new Counter.Point(60_000, 1200)),
            series("b"), List.of(new Counter.Point(0, 600), new Counter.Point(60_000, 900)),
            series("new"), List.of(new Counter.Point(59_000, 7)));

    // When
    OptionalDouble value = RateQuery.parse("sum(rate(hits[1m]))").evaluate(history, 60_000);

    // Then
    assertThat(value).hasValue(15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "sum(increase(hits[1m]))",
        "sum by (pod) (rate(hits[1m]))",
        "sum(rate(hits[1m])) / 2",
        "sum(rate(hits[0s]))",
        "sum(rate(hits{pod=~\"[\"}[1m]))",
        "sum(rate(hits{pod}[1m]))",
        "",
      })
  void whatIsNotUnderstoodIsSaidWithTheWayOut(String query) {
    // When
    var thrown = assertThatThrownBy(() -> RateQuery.parse(query));

    // Then
    thrown
        .isInstanceOf(LabException.class)
        .hasMessageStartingWith("query '" + query + "' needs a real Prometheus, as ")
        .hasMessageEndingWith("put prometheus on the PATH");
  }

  private static Series series(String pod) {
    return new Series("hits", Map.of("pod", pod));
  }
}
