package io.groundswell.lab.watch;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.groundswell.messages.Receipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Objects as a cluster has them. */
final class Given {

  static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private Given() {}

  static Instant at(double seconds) {
    return NOON.plusMillis(Math.round(seconds * 1000));
  }

  /** As the API states it. */
  static String stated(double seconds) {
    return at(seconds).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static GenericKubernetesResource scaledObject(String name) {
    return Serialization.unmarshal(
        """
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: {name: %s, namespace: shop}
        spec:
          scaleTargetRef: {name: consumer}
          maxReplicaCount: 10
          triggers:
          - type: rabbitmq
            metadata: {queueName: orders, mode: QueueLength, value: "10", protocol: http}
        status:
          hpaName: keda-hpa-%s
          conditions:
          - {type: Ready, status: "True", reason: ScaledObjectReady, message: it is ready}
          - {type: Active, status: "False", reason: ScalerNotActive, message: nothing to do}
        """
            .formatted(name, name),
        GenericKubernetesResource.class);
  }

  static Deployment deployment(int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("consumer")
        .withNamespace("shop")
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .withMatchLabels(Map.of("app", "consumer"))
        .endSelector()
        .endSpec()
        .build();
  }

  static HorizontalPodAutoscaler hpa() {
    return Serialization.unmarshal(
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: keda-hpa-consumer, namespace: shop}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: consumer}
          maxReplicas: 10
          metrics:
          - type: External
            external:
              metric: {name: s0-rabbitmq-orders}
              target: {type: AverageValue, averageValue: "10"}
        status:
          currentReplicas: 4
          desiredReplicas: 8
          currentMetrics:
          - type: External
            external:
              metric: {name: s0-rabbitmq-orders}
              current: {averageValue: 24500m}
          conditions:
          - {type: ScalingActive, status: "True", reason: ValidMetricFound, message: ""}
          - {type: ScalingLimited, status: "True", reason: ScaleUpLimit, message: ""}
        """,
        HorizontalPodAutoscaler.class);
  }

  /** A pod that was just made. */
  static Pod pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("shop")
        .withLabels(Map.of("app", "consumer"))
        .withCreationTimestamp(stated(0))
        .endMetadata()
        .withNewStatus()
        .endStatus()
        .build();
  }

  static Pod scheduled(Pod pod, double seconds) {
    return condition(pod, "PodScheduled", seconds);
  }

  static Pod running(Pod pod, double seconds) {
    return pod.edit()
        .editStatus()
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withName("consumer")
                .withRestartCount(0)
                .withNewState()
                .withNewRunning()
                .withStartedAt(stated(seconds))
                .endRunning()
                .endState()
                .build())
        .endStatus()
        .build();
  }

  static Pod ready(Pod pod, double seconds) {
    return condition(pod, "Ready", seconds);
  }

  private static Pod condition(Pod pod, String type, double seconds) {
    return pod.edit()
        .editStatus()
        .addToConditions(
            new PodConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withLastTransitionTime(stated(seconds))
                .build())
        .endStatus()
        .build();
  }

  static Event event(String kind, String name, String reason, String message, double seconds) {
    return new EventBuilder()
        .withNewMetadata()
        .withName(name + "." + reason)
        .withNamespace("shop")
        .endMetadata()
        .withNewInvolvedObject()
        .withKind(kind)
        .withName(name)
        .endInvolvedObject()
        .withType("Normal")
        .withReason(reason)
        .withMessage(message)
        .withLastTimestamp(stated(seconds))
        .build();
  }

  static Event exact(Event event, double seconds) {
    return event.edit().withEventTime(new MicroTime(at(seconds).toString())).build();
  }

  static Receipt receipt(String pod, double created, double arrived, double ended) {
    return new Receipt("load-0", "load", 0, pod, at(created), at(arrived), at(arrived), at(ended));
  }
}
