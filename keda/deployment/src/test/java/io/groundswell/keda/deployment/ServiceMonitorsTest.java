package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dekorate.prometheus.model.Endpoint;
import io.dekorate.prometheus.model.ServiceMonitor;
import io.dekorate.prometheus.model.ServiceMonitorBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceMonitorsTest {

  private static final Service SERVICE =
      new ServiceBuilder()
          .withNewMetadata()
          .withLabels(Map.of("name", "shop", "version", "7", "team", "till"))
          .endMetadata()
          .withNewSpec()
          .withSelector(Map.of("name", "shop", "part", "of"))
          .addNewPort()
          .withName("http")
          .withPort(80)
          .withNewTargetPort(8000)
          .endPort()
          .endSpec()
          .build();

  private static ServiceMonitor monitor(int port) {
    return new ServiceMonitorBuilder()
        .withNewSpec()
        .addNewEndpoint()
        .withNewTargetPort(port)
        .withPath("/metrics")
        .endEndpoint()
        .endSpec()
        .build();
  }

  @Test
  void selectsTheServiceByTheLabelsThatStay() {
    // Given
    ServiceMonitor monitor = monitor(8000);

    // When
    ServiceMonitors.mend(monitor, SERVICE);

    // Then
    assertThat(monitor.getSpec().getSelector().getMatchLabels())
        .containsExactly(Map.entry("name", "shop"));
  }

  @Test
  void namesTheServicesPort() {
    // Given
    ServiceMonitor monitor = monitor(8000);

    // When
    ServiceMonitors.mend(monitor, SERVICE);

    // Then
    assertThat(monitor.getSpec().getEndpoints())
        .extracting(Endpoint::getPort, Endpoint::getTargetPort)
        .containsExactly(tuple("http", null));
  }

  @Test
  void keepsAPortThatTheServiceDoesNotHave() {
    // Given
    ServiceMonitor monitor = monitor(9000);

    // When
    ServiceMonitors.mend(monitor, SERVICE);

    // Then
    assertThat(monitor.getSpec().getEndpoints())
        .extracting(e -> e.getTargetPort().getIntVal())
        .containsExactly(9000);
  }
}
