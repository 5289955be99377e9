package io.groundswell.lab.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conditions of a ScaledObject. */
final class Conditions {

  private Conditions() {}

  /** Why it can't scale as it should, or doesn't; empty if it can. */
  static Optional<String> trouble(GenericKubernetesResource scaledObject) {
    return of(scaledObject, "Ready")
        .filter(c -> "False".equals(c.get("status")))
        .or(() -> of(scaledObject, "Paused").filter(c -> "True".equals(c.get("status"))))
        .or(() -> of(scaledObject, "Fallback").filter(c -> "True".equals(c.get("status"))))
        .map(c -> c.get("reason") + ": " + c.get("message"));
  }

  private static Optional<Map<?, ?>> of(GenericKubernetesResource scaledObject, String type) {
    Object all = scaledObject.get("status", "conditions");
    return all instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .<Map<?, ?>>map(c -> (Map<?, ?>) c)
            .filter(c -> type.equals(c.get("type")))
            .findFirst()
        : Optional.empty();
  }
}
