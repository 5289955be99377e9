package io.groundswell.keda.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.groundswell.keda.testing.CustomResources;
import io.groundswell.keda.testing.Golden;
import io.groundswell.keda.testing.KubernetesTypes;
import io.groundswell.keda.testing.Yaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the golden manifests against what a cluster would say of them. */
class GoldenManifestsTest {

  /** A golden manifest's document, with a name to show. */
  record Document(String file, JsonNode content) {

    @Override
    public String toString() {
      return file + " " + content.path("kind").asText();
    }
  }

  private static List<Document> documents() throws IOException {
    List<Document> documents = new ArrayList<>();
    for (String file : Golden.manifests()) {
      for (JsonNode content : Yaml.documents(Golden.read(file))) {
        documents.add(new Document(file, content));
      }
    }
    return documents;
  }

  static List<Document> kedaObjects() throws IOException {
    return documents().stream()
        .filter(d -> d.content().path("apiVersion").asText().startsWith("keda.sh/"))
        .toList();
  }

  private static List<Document> ofKind(String kind) throws IOException {
    return documents().stream()
        .filter(d -> d.content().path("kind").asText().equals(kind))
        .toList();
  }

  static List<Document> horizontalPodAutoscalers() throws IOException {
    return ofKind("HorizontalPodAutoscaler");
  }

  static List<Document> serviceMonitors() throws IOException {
    return ofKind("ServiceMonitor");
  }

  static List<Document> mendedWorkloads() throws IOException {
    return documents().stream()
        .filter(d -> d.content().at("/spec/template/spec/containers").isArray())
        .filter(d -> !d.file().equals("off.yml"))
        .toList();
  }

  static List<Document> scaledDeployments() throws IOException {
    List<String> scaled = kedaObjects().stream().map(Document::file).toList();
    return mendedWorkloads().stream()
        .filter(d -> scaled.contains(d.file()))
        .filter(d -> !d.file().equals("own.yml")) // sets its replicas itself
        .toList();
  }

  @ParameterizedTest
  @MethodSource("kedaObjects")
  void isValidByItsCustomResourceDefinition(Document document) throws IOException {
    // When
    List<String> errors = CustomResources.errors(document.content());

    // Then
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("horizontalPodAutoscalers")
  void isAnHpaByTheTypesOfKubernetes(Document document) {
    // When
    HorizontalPodAutoscaler hpa =
        KubernetesTypes.read(document.content(), HorizontalPodAutoscaler.class);

    // Then
    assertThat(hpa.getSpec().getMetrics()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("serviceMonitors")
  void isAServiceMonitorByTheTypesOfItsOperator(Document document) {
    // When
    ServiceMonitor monitor = KubernetesTypes.read(document.content(), ServiceMonitor.class);

    // Then
    assertThat(monitor.getSpec().getEndpoints()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("serviceMonitors")
  void findsItsService(Document document) throws IOException {
    // Given
    JsonNode service =
        ofKind("Service").stream()
            .filter(d -> d.file().equals(document.file()))
            .map(Document::content)
            .findFirst()
            .orElseThrow();
    JsonNode endpoint = document.content().at("/spec/endpoints/0");

    // When
    JsonNode selected = document.content().at("/spec/selector/matchLabels");

    // Then
    assertThat(service.at("/metadata/labels").properties()).containsAll(selected.properties());
    assertThat(service.at("/spec/ports").findValuesAsText("name"))
        .contains(endpoint.path("port").asText());
    assertThat(service.at("/metadata/annotations").findValuesAsText("prometheus.io/path"))
        .containsExactly(endpoint.path("path").asText());
  }

  @ParameterizedTest
  @MethodSource("kedaObjects")
  void standsInTheNamespaceAndWithTheLabelsOfItsWorkload(Document document) throws IOException {
    // Given
    JsonNode workload =
        documents().stream()
            .filter(d -> d.file().equals(document.file()))
            .map(Document::content)
            .filter(c -> c.path("kind").asText().equals("Deployment"))
            .findFirst()
            .orElseThrow();

    // When
    JsonNode metadata = document.content().path("metadata");

    // Then
    assertThat(List.of(metadata.path("namespace"), metadata.path("labels")))
        .isEqualTo(List.of(workload.at("/metadata/namespace"), workload.at("/metadata/labels")));
  }

  @ParameterizedTest
  @MethodSource("mendedWorkloads")
  void isAdmittedUnderTheRestrictedPodSecurityLevel(Document document) {
    // When
    List<String> violations =
        RestrictedLevel.violations(document.content().at("/spec/template/spec"));

    // Then
    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scaledDeployments")
  void letsKedaDecideOnTheReplicas(Document document) {
    // When
    JsonNode replicas = document.content().at("/spec/replicas");

    // Then
    assertThat(replicas.isMissingNode()).isTrue();
  }

  @Test
  void findsAMisspeltFieldInAScaledObject() throws IOException {
    // Given
    JsonNode document =
        Yaml.documents(
                """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                spec:
                  scaleTargetRef: {name: consumer}
                  coolDownPeriod: 60
                  minReplicaCount: 5
                  maxReplicaCount: 3
                  triggers:
                    - type: rabbitmq
                      metadata: {value: 10}
                """)
            .getFirst();

    // When
    List<String> errors = CustomResources.errors(document);

    // Then
    assertThat(errors)
        .anyMatch(e -> e.contains("coolDownPeriod"))
        .anyMatch(e -> e.contains("/spec/triggers/0/metadata/value"))
        .anyMatch(e -> e.contains("minReplicaCount"))
        .hasSize(3);
  }

  @Test
  void findsAPodThatTheRestrictedLevelRefuses() throws IOException {
    // Given
    JsonNode pod = Yaml.documents(Golden.read("off.yml")).getFirst().at("/spec/template/spec");

    // When
    List<String> violations = RestrictedLevel.violations(pod);

    // Then
    assertThat(violations)
        .containsExactly(
            "runAsNonRoot", "seccompProfile", "off: allowPrivilegeEscalation", "off: capabilities");
  }
}
