package io.groundswell.mocapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The manifests, for what the build was told to scale on. */
class ManifestsIT {

  private static final Path BUILT = Path.of("target", "kubernetes", "kubernetes.yml");
  private static final Path CRD =
      Path.of("..", "keda", "integration-tests", "src", "test", "resources", "crd");

  @Test
  void theyAreAsTheGoldenOnes() throws IOException {
    // Given
    Path golden =
        Path.of("src", "test", "resources", "golden", System.getProperty("scaling") + ".yml");

    // When
    String built = Files.readString(BUILT);

    // Then
    assertThat(built).isEqualTo(Files.readString(golden));
  }

  @Test
  void kedaTakesThem() throws IOException {
    // Given
    JsonNode schema = new ObjectMapper().readTree(CRD.resolve("ScaledObject.json").toFile());
    JsonNode scaledObject = built("ScaledObject");

    // When
    var violations =
        JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema).validate(scaledObject);

    // Then
    assertThat(violations).isEmpty();
  }

  private static JsonNode built(String kind) throws IOException {
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(BUILT.toFile())) {
      return documents.readAll().stream()
          .filter(document -> kind.equals(document.path("kind").asText()))
          .findFirst()
          .orElseThrow();
    }
  }
}
