package io.groundswell.consumer;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Three questions with three answers. Started: the settings are good and orders are asked for, be
 * the broker there or not. Ready: it is connected and takes orders, now. Alive: it isn't beyond
 * help; a broker that is away comes back by itself, and a restart of the consumer wouldn't help.
 */
@ApplicationScoped
class Health {

  private final Consumer consumer;
  private final Broker broker;

  Health(Consumer consumer, Broker broker) {
    this.consumer = consumer;
    this.broker = broker;
  }

  @Produces
  @Startup
  HealthCheck startup() {
    return () -> response("asks for orders", consumer.started());
  }

  @Produces
  @Readiness
  HealthCheck readiness() {
    return () -> response("orders come", consumer.taking() && broker.connected());
  }

  @Produces
  @Liveness
  HealthCheck liveness() {
    return () -> response("channel of orders", !consumer.broken());
  }

  void shortForm(@Observes Router router) {
    router.get("/healthz").handler(request -> request.reroute("/q/health"));
  }

  private static HealthCheckResponse response(String name, boolean up) {
    return HealthCheckResponse.named(name).status(up).build();
  }
}
