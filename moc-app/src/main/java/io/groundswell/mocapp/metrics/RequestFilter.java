package io.groundswell.mocapp.metrics;

import io.groundswell.mocapp.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Sees each request before all others, and again when it is answered. */
@ApplicationScoped
class RequestFilter {

  private static final int BEFORE_ALL = 10_000;

  private Requests requests;

  /** After the check of the settings, and before the first request. */
  void start(@Observes StartupEvent event, MeterRegistry registry, Settings settings) {
    requests = new Requests(registry, settings.nameOrDefault());
  }

  void register(@Observes Filters filters) {
    filters.register(this::count, BEFORE_ALL);
  }

  private void count(RoutingContext context) {
    long begun = System.nanoTime();
    requests.begun();
    context.addEndHandler(end -> answered(context, begun));
    context.next();
  }

  private void answered(RoutingContext context, long begun) {
    HttpServerRequest request = context.request();
    Requests.Answered answered =
        new Requests.Answered(
            Handlers.of(request.path()),
            request.method().name(),
            context.response().getStatusCode(),
            request.bytesRead(),
            context.response().bytesWritten());
    requests.answered(answered, Duration.ofNanos(System.nanoTime() - begun));
  }
}
