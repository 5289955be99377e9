package io.groundswell.lab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

  private static final String MANIFEST =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: shop
        namespace: groundswell
      spec:
        template:
          spec:
            terminationGracePeriodSeconds: 45
            containers:
              - name: shop
                env:
                  - name: COLOUR
                    value: red
                ports:
                  - name: metrics
                    containerPort: 9000
                  - name: http
                    containerPort: 8081
                startupProbe:
                  httpGet: {path: /started, port: http}
                  periodSeconds: 1
                  failureThreshold: 60
                readinessProbe:
                  httpGet: {path: /ready, port: 9000}
                resources:
                  limits: {memory: 256Mi}
      ---
      apiVersion: keda.sh/v1alpha1
      kind: TriggerAuthentication
      metadata:
        name: shop
      spec:
        secretTargetRef:
          - {parameter: host, name: rabbitmq, key: http}
      """;

  @TempDir Path folder;

  @Test
  void readsWhatADeploymentSaysOfItsReplicas() throws IOException {
    // Given
    Manifest manifest = Manifest.read(write(MANIFEST));

    // When
    Workload workload = manifest.workload("shop");

    // Then
    assertThat(workload.namespace()).isEqualTo("groundswell");
    assertThat(workload.gracePeriod()).isEqualTo(Duration.ofSeconds(45));
    assertThat(workload.httpPort()).isEqualTo(8081);
    assertThat(workload.memoryLimit()).hasValue(256L * 1024 * 1024);
    assertThat(workload.environment()).singleElement().returns("red", e -> e.getValue());
  }

  @Test
  void fillsInKubernetesDefaultsOfProbes() throws IOException {
    // Given
    Manifest manifest = Manifest.read(write(MANIFEST));

    // When
    Probes probes = manifest.workload("shop").probes();

    // Then
    assertThat(probes.startup())
        .contains(
            new Probe(
                "/started",
                8081,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                60));
    assertThat(probes.readiness())
        .contains(
            new Probe(
                "/ready",
                9000,
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                1,
                3));
    assertThat(probes.liveness()).isEmpty();
  }

  @Test
  void tellsWhichSecretATriggerReads() throws IOException {
    // Given
    Manifest manifest = Manifest.read(write(MANIFEST));

    // When
    var keys = manifest.triggerAuthentication("shop");

    // Then
    assertThat(keys).isEqualTo(Map.of("host", new SecretKey("rabbitmq", "http")));
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Manifest.read(folder.resolve("none.yml")))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("none.yml is missing");
  }

  @Test
  void aDamagedFileIsNamedInOneLine() throws IOException {
    // Given
    Path file = write("kind: [Deployment\nmetadata: {");

    // When
    var thrown = assertThatThrownBy(() -> Manifest.read(file));

    // Then
    thrown
        .isInstanceOf(LabException.class)
        .hasMessageContaining("is damaged")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aDeploymentThatIsNotThereIsNamed() throws IOException {
    // Given
    Manifest manifest = Manifest.read(write(MANIFEST));

    // When
    var thrown = assertThatThrownBy(() -> manifest.workload("store"));

    // Then
    thrown.isInstanceOf(LabException.class).hasMessageContaining("no Deployment store");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("kubernetes.yml"), text);
  }
}
