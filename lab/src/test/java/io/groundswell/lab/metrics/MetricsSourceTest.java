package io.groundswell.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.groundswell.lab.metrics.MetricsSource.Replica;
import io.groundswell.lab.metrics.MetricsSource.Targets;
import io.groundswell.triggers.Trigger;
import io.groundswell.triggers.TriggerException;
import io.groundswell.triggers.TriggerSpec;
import io.groundswell.triggers.Triggers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replica whose counter grows by 40 a second, scraped with and without a real Prometheus. */
@Timeout(120)
class MetricsSourceTest {

  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final String QUERY =
      "sum(rate(hits_total{namespace=\"ns\",pod=~\"app-.*\",handler!~\"/metrics\"}[3s]))";

  private final long begin = System.nanoTime();
  private HttpServer replica;

  @TempDir Path folder;

  @BeforeEach
  void startReplica() throws IOException {
    replica = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    replica.createContext(
        "/metrics",
        exchange -> {
          double hits = 1000 + 40 * (System.nanoTime() - begin) / 1e9;
          String text =
              "# TYPE hits_total counter\nhits_total{handler=\"/\"} %s\nhits_total{handler=\"/metrics\"} %s\n"
                  .formatted(hits, 10 * hits);
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    replica.start();
  }

  @AfterEach
  void stopReplica() {
    replica.stop(0);
  }

  @Test
  void aTriggerReadsTheRateFromWhatTheLabScrapes() throws TriggerException {
    // Given
    try (MetricsSource source = ScrapedMetrics.start(targets(), INTERVAL, List.of(QUERY));
        Trigger trigger = trigger(source)) {

      // Then
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(trigger.measure().value()).isBetween(30.0, 50.0));
    }
  }

  @Test
  void aTriggerReadsTheRateFromARealPrometheus() throws TriggerException {
    // Given
    Optional<Path> executable = Prometheus.executable(System.getenv("PATH"));
    assumeThat(executable).as("prometheus on the PATH").isPresent();
    try (MetricsSource source =
            Prometheus.start(executable.get(), folder.resolve("prometheus"), targets(), INTERVAL);
        Trigger trigger = trigger(source)) {

      // Then
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(trigger.measure().value()).isBetween(30.0, 50.0));
    }
  }

  private Targets targets() {
    return new Targets(
        "ns", "/metrics", () -> List.of(new Replica("app-1", replica.getAddress().getPort())));
  }

  private static Trigger trigger(MetricsSource source) throws TriggerException {
    return Triggers.open(
        new TriggerSpec(
            0,
            "prometheus",
            Map.of("serverAddress", source.address().toString(), "query", QUERY, "threshold", "10"),
            Map.of(),
            Map.of()));
  }
}
