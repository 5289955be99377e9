package io.groundswell.keda.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Takes the manifests out of a build's result. Quarkus makes it by name. The classes of the result
 * belong to the build's own class loader, so they are reached by reflection.
 */
public final class ManifestsHandler implements BiConsumer<Object, Object> {

  /** The item of the build's result that manifests are. */
  public static final String ITEM =
      "io.quarkus.kubernetes.spi.GeneratedKubernetesResourceBuildItem";

  /** Puts the text of each manifest of {@code result} into the map {@code manifests}, by file. */
  @Override
  @SuppressWarnings("unchecked") // Quarkus passes on the map that the scenario gave it
  public void accept(Object manifests, Object result) {
    try {
      Class<?> type = result.getClass().getClassLoader().loadClass(ITEM);
      var consume = result.getClass().getMethod("consumeMulti", Class.class);
      for (Object item : (List<?>) consume.invoke(result, type)) {
        ((Map<String, String>) manifests)
            .put(
                (String) type.getMethod("getName").invoke(item),
                new String(
                    (byte[]) type.getMethod("getContent").invoke(item), StandardCharsets.UTF_8));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
