package io.groundswell.producer.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the broker takes orders. Alive in any case: a restart brings no broker back. */
@ApplicationScoped
class Health {

  private final Producing producing;

  Health(Producing producing) {
    this.producing = producing;
  }

  @Produces
  @Readiness
  HealthCheck readiness() {
    return () ->
        HealthCheckResponse.named("broker takes orders").status(producing.connected()).build();
  }
}
