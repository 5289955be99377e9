package io.groundswell.lab.run;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.ManifestException;
import io.groundswell.autoscaler.Manifests;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Manifest;
import io.groundswell.lab.app.Workload;
import io.groundswell.triggers.Trigger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run scales, as its manifest says.
 *
 * @param scaledObject how it is scaled
 * @param workload the Deployment that the ScaledObject names
 * @param queue where orders are placed
 * @param warnings of the manifest, one sentence each
 */
record Subject(ScaledObject scaledObject, Workload workload, String queue, List<String> warnings) {

  /**
   * Reads a manifest with one ScaledObject.
   *
   * @param ordersGoTo where orders are placed; empty for the queue that the ScaledObject watches
   * @throws LabException if it can't be understood, or no trigger watches that queue
   */
  static Subject read(Path file, Optional<String> ordersGoTo) {
    Manifest manifest = Manifest.read(file);
    Manifests scaling;
    try {
      scaling = Manifests.read(manifest.text(), file.toString());
    } catch (ManifestException e) {
      throw new LabException("manifest " + file + ": " + e.getMessage(), e);
    }
    if (scaling.scaledObjects().size() != 1) {
      throw new LabException(
          "manifest "
              + file
              + " has "
              + scaling.scaledObjects().size()
              + " ScaledObjects, the lab runs one: does the application have the extension"
              + " groundswell-keda and an incoming channel?");
    }
    ScaledObject scaledObject = scaling.scaledObjects().getFirst();
    return new Subject(
        scaledObject,
        manifest.workload(scaledObject.target().name()),
        queue(file, scaledObject, ordersGoTo),
        scaling.warnings());
  }

  private static String queue(Path file, ScaledObject scaledObject, Optional<String> ordersGoTo) {
    List<String> watched =
        scaledObject.triggers().stream()
            .map(trigger -> trigger.metadata().get("queueName"))
            .filter(Objects::nonNull)
            .toList();
    if (watched.isEmpty()) {
      throw new LabException(
          "manifest "
              + file
              + ": no trigger of ScaledObject "
              + scaledObject.name()
              + " watches a RabbitMQ queue, which is all that the lab runs yet");
    }
    String queue = ordersGoTo.orElse(watched.getFirst());
    if (!watched.contains(queue)) {
      throw new LabException(
          "orders go to the queue "
              + queue
              + ", but ScaledObject "
              + scaledObject.name()
              + " watches "
              + String.join(", ", watched)
              + ": mend queueName in "
              + file
              + ", or place the orders there by --queue "
              + watched.getFirst());
    }
    return queue;
  }

  String deadLetters() {
    return BrokerKind.RABBITMQ.deadLetters(queue);
  }

  /** Replicas while there is nothing to do. */
  int restingReplicas() {
    return scaledObject.idleOrMinReplicas();
  }

  /**
   * Opens the ScaledObject's triggers on a broker; the caller closes them.
   *
   * @param environment the replicas', for settings such as {@code hostFromEnv}
   */
  List<Trigger> open(Backend backend, Map<String, String> environment) {
    List<Trigger> open = new ArrayList<>();
    for (io.groundswell.autoscaler.Trigger trigger : scaledObject.triggers()) {
      open.add(backend.open(trigger, environment));
    }
    return open;
  }

  /** The autoscaler of this ScaledObject, as if it had just been made. */
  Autoscaler autoscaler(List<Trigger> triggers, Instant createdAt) {
    List<TriggerMetric> metrics = new ArrayList<>();
    try {
      for (int i = 0; i < triggers.size(); i++) {
        Trigger trigger = triggers.get(i);
        metrics.add(
            new TriggerMetric(i, trigger.metricName(), trigger.target(), trigger.activation()));
      }
      return new Autoscaler(scaledObject, metrics, createdAt, HpaSettings.defaults());
    } catch (ManifestException e) {
      throw new LabException("ScaledObject " + scaledObject.name() + ": " + e.getMessage(), e);
    }
  }
}
