package io.groundswell.keda.deployment;

import io.dekorate.prometheus.model.Endpoint;
import io.dekorate.prometheus.model.ServiceMonitor;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Mends the ServiceMonitor that Quarkus writes on request: its selector is made of whatever labels
 * there are when its turn comes, and it names a port's number, which works with the pods' ports
 * alone.
 */
final class ServiceMonitors {

  private ServiceMonitors() {}

  /**
   * Has it select the Service by what doesn't change from release to release, and name its port.
   */
  static void mend(ServiceMonitor monitor, Service service) {
    Map<String, String> labels = new TreeMap<>(service.getMetadata().getLabels());
    if (service.getSpec().getSelector() != null) {
      labels.entrySet().retainAll(service.getSpec().getSelector().entrySet());
    }
    monitor.getSpec().setSelector(new LabelSelectorBuilder().withMatchLabels(labels).build());
    monitor.getSpec().getEndpoints().forEach(endpoint -> name(endpoint, service));
  }

  private static void name(Endpoint endpoint, Service service) {
    IntOrString number = endpoint.getTargetPort();
    Optional<ServicePort> port =
        service.getSpec().getPorts().stream()
            .filter(p -> p.getName() != null && p.getTargetPort().equals(number))
            .findFirst();
    port.ifPresent(
        p -> {
          endpoint.setPort(p.getName());
          endpoint.setTargetPort(null);
        });
  }
}
