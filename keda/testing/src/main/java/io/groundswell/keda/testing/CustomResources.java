package io.groundswell.keda.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Holds a custom resource against the schema of its definition, as strictly as {@code kubectl apply
 * --validate=strict} does: a field that the schema lacks is an error.
 */
public final class CustomResources {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V4);

  private CustomResources() {}

  /**
   * What is wrong with a custom resource; empty where the API server would take it.
   *
   * @throws NullPointerException if there is no schema of its kind here
   */
  public static List<String> errors(JsonNode resource) throws IOException {
    JsonNode schema = schema(resource.path("kind").asText());
    List<String> errors = new ArrayList<>();
    rules(schema.path("properties").path("spec"), resource.path("spec"), errors);
    close(schema);
    FACTORY
        .getSchema(schema, SchemaValidatorsConfig.builder().build())
        .validate(resource)
        .forEach(m -> errors.add(m.getInstanceLocation() + ": " + m.getMessage()));
    return errors;
  }

  private static JsonNode schema(String kind) throws IOException {
    try (InputStream json = CustomResources.class.getResourceAsStream("crd/" + kind + ".json")) {
      return MAPPER.readTree(Objects.requireNonNull(json, kind));
    }
  }

  /**
   * Refuses fields that no property names, except where the schema keeps them. What the validator
   * doesn't know goes: of Kubernetes' keywords, int-or-string says no more than the schema's anyOf.
   */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.path("properties").isObject()
          && !object.has("additionalProperties")
          && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        object.put("additionalProperties", false);
      }
      object.properties().removeIf(e -> e.getKey().matches("x-kubernetes-.*|\\$comment"));
    }
    schema.forEach(CustomResources::close);
  }

  /** The rules in Kubernetes' own language; KEDA's definitions have one. */
  private static void rules(JsonNode schema, JsonNode spec, List<String> errors) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      if (!rule.path("rule").asText().startsWith("!has(self.minReplicaCount)")) {
        errors.add("A rule that this test doesn't know: " + rule);
      }
    }
    if (spec.path("minReplicaCount").asInt(0) > spec.path("maxReplicaCount").asInt(100)) {
      errors.add("/spec: minReplicaCount is above maxReplicaCount");
    }
  }
}
