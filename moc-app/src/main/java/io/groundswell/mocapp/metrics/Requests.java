package io.groundswell.mocapp.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * Counts requests twice: as prometheus-fastapi-instrumentator does ({@code http_*}), and as the
 * telemetry application did ({@code app_*}).
 */
final class Requests {

  /** One that has been answered. */
  record Answered(
      String handler, String method, int status, long requestBytes, long responseBytes) {}

  private record Labels(String handler, String method, String status) {}

  private record Meters(
      Counter requests,
      Counter appRequests,
      Timer duration,
      Timer appDuration,
      DistributionSummary requestSize,
      DistributionSummary responseSize) {}

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Duration[] FEW_BUCKETS = millis(100, 500, 1_000);
  private static final Duration[] MANY_BUCKETS =
      millis(
          10, 25, 50, 75, 100, 250, 500, 750, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500, 4_000,
          4_500, 5_000, 7_500, 10_000, 30_000, 60_000);
  private static final Duration[] APP_BUCKETS = millis(5, 10, 25, 50, 100, 250, 500);

  private final MeterRegistry registry;
  private final String app;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<Labels, Meters> meters = new ConcurrentHashMap<>();
  private final Timer anyDuration;

  /**
   * Counts into a registry.
   *
   * @param app the application's name, for the label {@code app}
   */
  Requests(MeterRegistry registry, String app) {
    this.registry = registry;
    this.app = app;
    Gauge.builder("http.requests.inprogress", inFlight, AtomicInteger::get)
        .description("Requests that aren't answered yet")
        .register(registry);
    Gauge.builder("app.active.requests", inFlight, AtomicInteger::get)
        .description("Requests that aren't answered yet")
        .tag("app", app)
        .register(registry);
    anyDuration =
        Timer.builder("http.request.duration.highr")
            .description("From the head of any request to the end of its answer, finely")
            .serviceLevelObjectives(MANY_BUCKETS)
            .register(registry);
  }

  void begun() {
    inFlight.incrementAndGet();
  }

  void answered(Answered answered, Duration after) {
    inFlight.decrementAndGet();
    String method = METHODS.contains(answered.method()) ? answered.method() : "other";
    String status = answered.status() / 100 + "xx";
    Meters of =
        meters.computeIfAbsent(new Labels(answered.handler(), method, status), this::register);
    of.requests().increment();
    of.appRequests().increment();
    of.duration().record(after);
    of.appDuration().record(after);
    of.requestSize().record(answered.requestBytes());
    of.responseSize().record(answered.responseBytes());
    anyDuration.record(after);
  }

  private Meters register(Labels labels) {
    String handler = labels.handler();
    return new Meters(
        Counter.builder("http.requests")
            .description("Requests that were answered")
            .tags("handler", handler, "method", labels.method(), "status", labels.status())
            .register(registry),
        Counter.builder("app.requests")
            .description("Requests that were answered")
            .tags("app", app, "endpoint", handler)
            .register(registry),
        Timer.builder("http.request.duration")
            .description("From the head of a request to the end of its answer")
            .tags("handler", handler, "method", labels.method())
            .serviceLevelObjectives(FEW_BUCKETS)
            .register(registry),
        Timer.builder("app.response.time")
            .description("From the head of a request to the end of its answer")
            .tags("app", app, "endpoint", handler)
            .serviceLevelObjectives(APP_BUCKETS)
            .register(registry),
        size("http.request.size", "Content of requests", handler),
        size("http.response.size", "Content of answers", handler));
  }

  private DistributionSummary size(String name, String description, String handler) {
    return DistributionSummary.builder(name)
        .description(description)
        .baseUnit("bytes")
        .tag("handler", handler)
        .register(registry);
  }

  private static Duration[] millis(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
