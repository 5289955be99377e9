package io.groundswell.keda.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Holds an object against a class that is generated from the types of Kubernetes' API or of a
 * custom resource: a field that the class lacks is an error.
 */
public final class KubernetesTypes {

  private static final ObjectMapper STRICT =
      new ObjectMapper().setAnnotationIntrospector(new NothingElse());

  private KubernetesTypes() {}

  /** Such classes keep what they don't know; here they don't. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  /**
   * Reads the object.
   *
   * @throws IllegalArgumentException if it has a field that the class doesn't know, or of another
   *     type; the message names it
   */
  public static <T> T read(JsonNode object, Class<T> type) {
    return STRICT.convertValue(object, type);
  }
}
