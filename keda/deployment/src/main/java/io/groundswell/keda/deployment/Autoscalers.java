package io.groundswell.keda.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.groundswell.keda.deployment.ScaledObjects.Target;
import java.util.List;
import java.util.Set;

/** Finds what scales a workload. Two would undo each other's replicas, so there may be one. */
final class Autoscalers {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> KINDS = Set.of("ScaledObject", "HorizontalPodAutoscaler");

  private Autoscalers() {}

  /**
   * Checks that one alone scales the workload.
   *
   * @param own what the application brings itself
   * @param derived what the extension adds
   * @throws InvalidKedaSettingsException if there are two; it names both
   */
  static void checkThereIsOne(
      List<HasMetadata> own, List<HasMetadata> derived, HasMetadata workload, Target target) {
    List<HasMetadata> owns = scaling(own, workload, target);
    List<HasMetadata> deriveds = scaling(derived, workload, target);
    if (owns.size() > 1) {
      throw both(name(owns.get(0)), name(owns.get(1)) + " of src/main/kubernetes", target);
    }
    if (owns.size() + deriveds.size() > 1) {
      throw both(
          name(owns.getFirst()) + " of src/main/kubernetes",
          name(deriveds.getFirst()) + ", which the build derives,",
          target);
    }
  }

  private static InvalidKedaSettingsException both(String one, String other, Target target) {
    return new InvalidKedaSettingsException(
        List.of(
            "%s and %s both scale %s %s, and would undo each other's replicas: keep one"
                .formatted(one, other, target.kind(), target.name())));
  }

  private static List<HasMetadata> scaling(
      List<HasMetadata> items, HasMetadata workload, Target target) {
    return items.stream()
        .filter(i -> KINDS.contains(i.getKind()))
        .filter(i -> isBeside(i, workload))
        .filter(i -> isFor(MAPPER.valueToTree(i), target))
        .toList();
  }

  /** An item without a namespace gets that of the others when it is applied. */
  private static boolean isBeside(HasMetadata item, HasMetadata workload) {
    String namespace = item.getMetadata().getNamespace();
    return namespace == null || namespace.equals(workload.getMetadata().getNamespace());
  }

  /** KEDA takes a target without a kind for a Deployment; an HPA needs one. */
  private static boolean isFor(JsonNode item, Target target) {
    JsonNode reference = item.at("/spec/scaleTargetRef");
    return reference.path("kind").asText("Deployment").equals(target.kind())
        && reference.path("name").asText().equals(target.name());
  }

  private static String name(HasMetadata item) {
    return item.getKind() + " " + item.getMetadata().getName();
  }
}
