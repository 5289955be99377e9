package io.groundswell.lab.app;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.groundswell.autoscaler.Pod;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a Deployment says of its replicas, as far as a process of this machine can follow it.
 *
 * @param name the Deployment's
 * @param namespace the Deployment's, {@code default} if it names none
 * @param environment variables of its first container, unresolved
 * @param httpPort the container's port named {@code http}, or its only one; 8080 if it names none
 * @param probes of its first container
 * @param gracePeriod from SIGTERM to SIGKILL
 * @param memoryLimit of its first container, in bytes
 * @param requests the resource requests of its first container
 * @param metricsPath where Prometheus finds its metrics, by the annotation {@code
 *     prometheus.io/path}; {@code /metrics} if it has none
 */
public record Workload(
    String name,
    String namespace,
    List<EnvVar> environment,
    int httpPort,
    Probes probes,
    Duration gracePeriod,
    OptionalLong memoryLimit,
    Pod.Container requests,
    String metricsPath) {

  public Workload {
    environment = List.copyOf(environment);
  }
}
