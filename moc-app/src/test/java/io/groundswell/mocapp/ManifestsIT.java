package io.groundswell.mocapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.groundswell.keda.testing.CustomResources;
import io.groundswell.keda.testing.Golden;
import io.groundswell.keda.testing.KubernetesTypes;
import io.groundswell.keda.testing.ModuleManifests;
import io.groundswell.keda.testing.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests, for each that the build can be told to scale on. */
class ManifestsIT {

  private static final Set<String> AUTOSCALERS = Set.of("ScaledObject", "HorizontalPodAutoscaler");

  @ParameterizedTest
  @ValueSource(strings = {"requests", "istio", "cpu", "hpa-cpu", "hpa-requests"})
  void areAsTheGoldenOnes(String scaling) throws Exception {
    // When
    Map<String, String> built =
        ModuleManifests.build(
            Map.of("quarkus.config.profile.parent", scaling, "quarkus.application.version", "1.0"));

    // Then
    Golden.assertMatches(scaling + ".yml", Golden.withoutVersions(built.get("kubernetes.yml")));
    if (built.containsKey("prometheus-adapter.yml")) {
      Golden.assertMatches("prometheus-adapter.yml", built.get("prometheus-adapter.yml"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests", "istio", "cpu"})
  void areTakenByKeda(String scaling) throws IOException {
    // When
    List<String> errors = CustomResources.errors(autoscaler(Golden.read(scaling + ".yml")));

    // Then
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hpa-cpu", "hpa-requests"})
  void areTakenByKubernetes(String scaling) throws IOException {
    // When
    var hpa =
        KubernetesTypes.read(
            autoscaler(Golden.read(scaling + ".yml")), HorizontalPodAutoscaler.class);

    // Then
    assertThat(hpa.getSpec().getMetrics()).hasSize(1);
  }

  @Test
  void theBuildScalesOnWhatItWasTold() throws IOException {
    // Given
    String golden = Golden.read(System.getProperty("scaling") + ".yml");

    // When
    String built = Files.readString(Path.of("target", "kubernetes", "kubernetes.yml"));

    // Then
    assertThat(autoscaler(built)).isEqualTo(autoscaler(golden));
  }

  private static JsonNode autoscaler(String manifests) throws IOException {
    List<JsonNode> autoscalers =
        Yaml.documents(manifests).stream()
            .filter(document -> AUTOSCALERS.contains(document.path("kind").asText()))
            .toList();
    assertThat(autoscalers).hasSize(1);
    return autoscalers.getFirst();
  }
}
