package io.groundswell.lab.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.groundswell.autoscaler.ManifestException;
import io.groundswell.autoscaler.Manifests;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.lab.LabException;
import io.groundswell.lab.run.Run;
import io.groundswell.lab.run.Watched;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is watched: a ScaledObject and what belongs to it.
 *
 * @param scaledObject as the cluster has it
 * @param hpa name of the HPA that KEDA made for it
 */
record Target(ScaledObject scaledObject, String hpa) {

  private static final String DEPLOYMENT = "Deployment";

  /**
   * Chooses one.
   *
   * @param all of the namespace
   * @param name the wanted one's; empty for the only one there is
   * @throws LabException if there is none, or more than one to choose from, or it scales no
   *     Deployment
   */
  static Target choose(
      List<GenericKubernetesResource> all, Optional<String> name, String namespace) {
    List<String> names = all.stream().map(o -> o.getMetadata().getName()).sorted().toList();
    List<GenericKubernetesResource> chosen =
        all.stream()
            .filter(o -> name.isEmpty() || name.get().equals(o.getMetadata().getName()))
            .toList();
    if (names.isEmpty()) {
      throw new LabException(
          "namespace " + namespace + " has no ScaledObject: apply the service's manifest first");
    }
    if (chosen.isEmpty()) {
      throw new LabException(
          "namespace %s has no ScaledObject %s: it has %s"
              .formatted(namespace, name.orElseThrow(), String.join(", ", names)));
    }
    if (chosen.size() > 1) {
      throw new LabException(
          "namespace %s has the ScaledObjects %s: name one by --object"
              .formatted(namespace, String.join(", ", names)));
    }
    return of(chosen.getFirst());
  }

  private static Target of(GenericKubernetesResource resource) {
    String name = resource.getMetadata().getName();
    ScaledObject scaledObject;
    try {
      scaledObject =
          Manifests.read(Serialization.asYaml(resource), name).scaledObjects().getFirst();
    } catch (ManifestException e) {
      throw new LabException("ScaledObject " + name + ": " + e.getMessage(), e);
    }
    Object kind = resource.get("spec", "scaleTargetRef", "kind");
    if (kind != null && !DEPLOYMENT.equals(kind)) {
      throw new LabException(
          "ScaledObject %s scales a %s: the watch understands a %s only"
              .formatted(name, kind, DEPLOYMENT));
    }
    return new Target(
        scaledObject,
        Objects.requireNonNullElse(resource.get("status", "hpaName"), "keda-hpa-" + name));
  }

  /** The Deployment's name. */
  String deployment() {
    return scaledObject.target().name();
  }

  /**
   * {@code rabbitmq}, {@code kafka} or {@code sqs}, or the trigger's own name of another source.
   */
  String broker() {
    String type = scaledObject.triggers().getFirst().type();
    return switch (type) {
      case "apache-kafka" -> "kafka";
      case "aws-sqs-queue" -> "sqs";
      default -> type;
    };
  }

  /**
   * The queue or topic that the first trigger says it watches; {@value Run#ORDERS} where a variable
   * names it.
   */
  String queue() {
    return Watched.queue(scaledObject.triggers().getFirst()).orElse(Run.ORDERS);
  }

  /** Kafka's consumer group that a trigger names. */
  String group() {
    return Watched.group(scaledObject);
  }
}
