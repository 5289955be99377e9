package io.groundswell.lab.run;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Workload;
import io.groundswell.triggers.Trigger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run scales, as its manifest says. What is a topic on Kafka is a queue here.
 *
 * @param scaled the Deployment, and how it is scaled
 * @param broker which its triggers read
 * @param queue where orders are placed
 */
record Subject(ScaledWorkload scaled, BrokerKind broker, String queue) {

  /**
   * Reads a manifest with one ScaledObject.
   *
   * @param broker which its triggers should read
   * @param ordersGoTo where orders are placed; empty for the queue that the ScaledObject watches
   * @throws LabException if it can't be understood, or no trigger watches that queue
   */
  static Subject read(Path file, BrokerKind broker, Optional<String> ordersGoTo) {
    ScaledWorkload scaled = ScaledWorkload.read(file);
    return new Subject(scaled, broker, queue(file, scaled.scaledObject(), broker, ordersGoTo));
  }

  /** How it is scaled. */
  ScaledObject scaledObject() {
    return scaled.scaledObject();
  }

  /** The Deployment. */
  Workload workload() {
    return scaled.workload();
  }

  private static String queue(
      Path file, ScaledObject scaledObject, BrokerKind broker, Optional<String> ordersGoTo) {
    List<String> watched =
        scaledObject.triggers().stream()
            .filter(trigger -> Backend.TRIGGERS.get(broker).contains(trigger.type()))
            .flatMap(trigger -> watched(trigger, ordersGoTo).stream())
            .toList();
    if (watched.isEmpty()) {
      throw new LabException(
          "manifest "
              + file
              + ": no trigger of ScaledObject "
              + scaledObject.name()
              + " watches a queue of "
              + broker
              + ", they are of type "
              + scaledObject.triggers().stream()
                  .map(io.groundswell.autoscaler.Trigger::type)
                  .collect(Collectors.joining(", "))
              + ": choose that broker by --broker, or build the application with BROKER="
              + broker);
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
              + ": mend that in "
              + file
              + ", or place the orders there by --queue "
              + watched.getFirst());
    }
    return queue;
  }

  /** The queue that a trigger says it watches; one named by a variable is the lab's to choose. */
  private static Optional<String> watched(
      io.groundswell.autoscaler.Trigger trigger, Optional<String> ordersGoTo) {
    return Watched.queue(trigger)
        .or(
            () ->
                trigger.type().equals("aws-sqs-queue")
                    ? Optional.of(ordersGoTo.orElse(Run.ORDERS))
                    : Optional.empty());
  }

  String deadLetters() {
    return broker.deadLetters(queue);
  }

  /** Kafka's consumer group that the first trigger watches. */
  String group() {
    return Watched.group(scaledObject());
  }

  /**
   * What is wrong with as many partitions, in one sentence; empty if they are enough, or none
   * matter.
   */
  Optional<String> warning(int partitions) {
    boolean idleMeant =
        scaledObject().triggers().stream()
            .anyMatch(trigger -> "true".equals(trigger.metadata().get("allowIdleConsumers")));
    int most = scaledObject().maxReplicas();
    if (partitions == 0 || partitions >= most || idleMeant) {
      return Optional.empty();
    }
    return Optional.of(
        "topic %s has %d partitions, but ScaledObject %s may have %d replicas: %d of them would get"
                .formatted(queue, partitions, scaledObject().name(), most, most - partitions)
            + " nothing, and KEDA doesn't ask for them; add partitions, or lower maxReplicaCount");
  }

  /** Where receipts go. */
  String receipts() {
    return broker.receipts(Run.ORDERS);
  }

  /**
   * Starts a broker, with the queues that a run needs. The caller stops it.
   *
   * @throws io.groundswell.brokers.BrokerException if that can't be done
   */
  Backend startOn(Broker stopped) {
    stopped.start();
    stopped.create(queue);
    stopped.createPlain(receipts());
    return new Backend(stopped, queue, group());
  }

  /**
   * Opens the ScaledObject's triggers on a broker; the caller closes them.
   *
   * @param environment the replicas', for settings such as {@code hostFromEnv}
   */
  List<Trigger> open(Backend backend, Map<String, String> environment) {
    List<Trigger> open = new ArrayList<>();
    for (io.groundswell.autoscaler.Trigger trigger : scaledObject().triggers()) {
      open.add(backend.open(trigger, environment));
    }
    return open;
  }

  /** The autoscaler of this ScaledObject, as if it had just been made. */
  Autoscaler autoscaler(List<Trigger> triggers, Instant createdAt) {
    List<TriggerMetric> metrics = new ArrayList<>();
    for (int i = 0; i < triggers.size(); i++) {
      Trigger trigger = triggers.get(i);
      metrics.add(
          new TriggerMetric(i, trigger.metricName(), trigger.target(), trigger.activation()));
    }
    return scaled.autoscaler(metrics, createdAt);
  }
}
