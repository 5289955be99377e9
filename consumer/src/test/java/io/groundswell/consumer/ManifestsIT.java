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

/** The manifests that the build has left for each broker. */
@DisabledIfSystemProperty(
    named = "manifests.skip",
    matches = "true",
    disabledReason = "the build made none")
class ManifestsIT {

  @ParameterizedTest
  @ValueSource(strings = {"rabbitmq", "kafka", "sqs"})
  void areAsTheGoldenOnes(String broker) throws IOException {
    // When
    String built = Golden.withoutVersions(built(broker));

    // Then
    Golden.assertMatches(broker + ".yml", built);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rabbitmq", "kafka", "sqs"})
  void areTakenByKeda(String broker) throws IOException {
    // Given
    List<JsonNode> kedas =
        Yaml.documents(built(broker)).stream()
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

  private static String built(String broker) throws IOException {
    return Files.readString(Path.of("target", "manifests", broker, "kubernetes.yml"));
  }
}
