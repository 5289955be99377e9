package io.groundswell.mocapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.keda.testing.CustomResources;
import io.groundswell.keda.testing.Golden;
import io.groundswell.keda.testing.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The manifests, for what the build was told to scale on. */
class ManifestsIT {

  private static final Path BUILT = Path.of("target", "kubernetes", "kubernetes.yml");

  @Test
  void theyAreAsTheGoldenOnes() throws IOException {
    // When
    String built = Files.readString(BUILT);

    // Then
    Golden.assertMatches(System.getProperty("scaling") + ".yml", built);
  }

  @Test
  void kedaTakesThem() throws IOException {
    // Given
    JsonNode scaledObject = built("ScaledObject");

    // When
    var errors = CustomResources.errors(scaledObject);

    // Then
    assertThat(errors).isEmpty();
  }

  private static JsonNode built(String kind) throws IOException {
    return Yaml.documents(Files.readString(BUILT)).stream()
        .filter(document -> kind.equals(document.path("kind").asText()))
        .findFirst()
        .orElseThrow();
  }
}
