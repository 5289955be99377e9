package io.groundswell.mocapp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.mocapp.metrics.Requests.Answered;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Against the registry that Quarkus has, which Micrometer wants to replace. */
@SuppressWarnings("deprecation")
class RequestsTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Requests requests = new Requests(registry, "app-a");

  @Test
  void answersAreCountedUnderTheNamesThatDashboardsKnow() {
    // When
    answer("/cpu/{duration_seconds}", "GET", 200);
    answer("/cpu/{duration_seconds}", "GET", 204);
    answer("/cpu/{duration_seconds}", "GET", 422);

    // Then
    assertThat(scraped())
        .contains(
            "http_requests_total{handler=\"/cpu/{duration_seconds}\",method=\"GET\",status=\"2xx\"} 2",
            "http_requests_total{handler=\"/cpu/{duration_seconds}\",method=\"GET\",status=\"4xx\"} 1",
            "app_requests_total{app=\"app-a\",endpoint=\"/cpu/{duration_seconds}\"} 3",
            "http_request_duration_seconds_bucket{handler=\"/cpu/{duration_seconds}\",method=\"GET\",le=\"0.1\"} 3",
            "http_request_duration_highr_seconds_bucket{le=\"0.01\"} 0",
            "app_response_time_seconds_bucket{app=\"app-a\",endpoint=\"/cpu/{duration_seconds}\",le=\"0.025\"} 3",
            "http_request_size_bytes_sum{handler=\"/cpu/{duration_seconds}\"} 6",
            "http_response_size_bytes_sum{handler=\"/cpu/{duration_seconds}\"} 60");
  }

  @Test
  void requestsInFlightAreSeen() {
    // Given
    requests.begun();
    requests.begun();

    // When
    requests.answered(new Answered("/", "GET", 200, 0, 0), Duration.ZERO);

    // Then
    assertThat(scraped())
        .contains("http_requests_inprogress 1", "app_active_requests{app=\"app-a\"} 1");
  }

  @Test
  void aMethodThatSomeoneThinksOfMakesNoNewName() {
    // When
    answer("none", "BREW", 405);

    // Then
    assertThat(scraped()).contains("method=\"other\"").doesNotContain("BREW");
  }

  /** What a scrape shows; a comma behind the last label means nothing. */
  private String scraped() {
    return registry.scrape().replace(",}", "}");
  }

  private void answer(String handler, String method, int status) {
    requests.begun();
    requests.answered(new Answered(handler, method, status, 2, 20), Duration.ofMillis(20));
  }
}
