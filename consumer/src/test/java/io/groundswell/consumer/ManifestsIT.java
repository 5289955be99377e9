package io.groundswell.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.keda.testing.CustomResources;
import io.groundswell.keda.testing.Golden;
import io.groundswell.keda.testing.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests that the build has left: for each broker, and those of the receiver. */
@DisabledIfSystemProperty(
    named = "manifests.skip",
    matches = "true",
    disabledReason = "the build made none")
class ManifestsIT {

  @ParameterizedTest
  @ValueSource(strings = {"rabbitmq", "kafka", "sqs", "receiver"})
  void areAsTheGoldenOnes(String name) throws IOException {
    // When
    String built = Golden.withoutVersions(built(name));

    // Then
    Golden.assertMatches(name + ".yml", built);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rabbitmq", "kafka", "sqs", "receiver"})
  void areTakenByKeda(String name) throws IOException {
    // Given
    List<JsonNode> kedas =
        Yaml.documents(built(name)).stream()
            .filter(document -> document.path("apiVersion").asText().startsWith("keda.sh/"))
            .toList();

    // When
    List<String> errors = new ArrayList<>();
    for (JsonNode resource : kedas) {
      errors.addAll(CustomResources.errors(resource));
    }

    // Then
    assertThat(errors).isEmpty();
    assertThat(kedas).extracting(k -> k.path("kind").asText()).contains("ScaledObject");
  }

  private static String built(String name) throws IOException {
    return Files.readString(Path.of("target", "manifests", name, "kubernetes.yml"));
  }
}
