package io.groundswell.keda.deployment;

import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes Istio's way from outside of the cluster to a workload's Service. */
final class Istio {

  private static final String VERSION = "networking.istio.io/v1";

  private Istio() {}

  /** Checks the settings. */
  static void check(KedaConfig.Istio config, Problems problems) {
    if (config.retries() < 0) {
      problems.add(
          "quarkus.keda.istio.retries=%d is too low: it may be 0 or more", config.retries());
    }
    if (config.perTryTimeout().compareTo(Duration.ofMillis(1)) < 0) {
      problems.add(
          "quarkus.keda.istio.per-try-timeout=%s is too short: it may be 1ms or more",
          config.perTryTimeout());
    }
  }

  /** A Gateway, a VirtualService that tries again what fails, and a DestinationRule. */
  static List<Resource> resources(KedaConfig.Istio config, Service service) {
    String name = service.getMetadata().getName();
    int port = service.getSpec().getPorts().getFirst().getPort();
    return List.of(
        new Resource(VERSION, "Gateway", name, Map.of(), gateway(config)),
        new Resource(VERSION, "VirtualService", name, Map.of(), virtualService(config, name, port)),
        new Resource(VERSION, "DestinationRule", name, Map.of(), destinationRule(name)));
  }

  private static Map<String, Object> gateway(KedaConfig.Istio config) {
    Map<String, Object> port = new LinkedHashMap<>();
    port.put("number", 80);
    port.put("name", "http");
    port.put("protocol", "HTTP");
    Map<String, Object> server = new LinkedHashMap<>();
    server.put("port", port);
    server.put("hosts", config.hosts());
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("selector", Map.of("istio", config.gateway()));
    spec.put("servers", List.of(server));
    return spec;
  }

  private static Map<String, Object> virtualService(
      KedaConfig.Istio config, String name, int port) {
    Map<String, Object> destination = new LinkedHashMap<>();
    destination.put("host", name);
    destination.put("port", Map.of("number", port));
    Map<String, Object> retries = new LinkedHashMap<>();
    retries.put("attempts", config.retries());
    if (config.retries() > 0) {
      retries.put("perTryTimeout", Checks.text(config.perTryTimeout()));
      retries.put("retryOn", config.retryOn());
    }
    Map<String, Object> route = new LinkedHashMap<>();
    route.put("route", List.of(Map.of("destination", destination)));
    route.put("retries", retries);
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("hosts", config.hosts());
    spec.put("gateways", List.of(name));
    spec.put("http", List.of(route));
    return spec;
  }

  /** Requests go around, so that a replica that has just come has its share. */
  private static Map<String, Object> destinationRule(String name) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("host", name);
    spec.put("trafficPolicy", Map.of("loadBalancer", Map.of("simple", "ROUND_ROBIN")));
    return spec;
  }
}
