package io.groundswell.lab.watch;

import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a pod came to the stages of its life, out of its conditions and the events about it. A stage
 * counts from the first time that something told of it.
 *
 * @param pod its name
 * @param reached when it came to each stage, as far as is known
 */
record PodStages(String pod, Map<Stage, Instant> reached) {

  PodStages {
    reached = Collections.unmodifiableMap(new EnumMap<>(reached));
  }

  /** A pod of which nothing is known yet. */
  static PodStages of(String pod) {
    return new PodStages(pod, new EnumMap<>(Stage.class));
  }

  /** With what a version of the pod tells. */
  PodStages with(Pod version, Instant seen) {
    Map<Stage, Instant> all = new EnumMap<>(Stage.class);
    all.putAll(reached);
    put(all, Stage.CREATED, Times.best(version.getMetadata().getCreationTimestamp(), seen));
    put(all, Stage.SCHEDULED, condition(version, "PodScheduled", seen));
    for (ContainerStatus container : containers(version)) {
      ContainerStateRunning running =
          container.getState() == null ? null : container.getState().getRunning();
      if (running != null) {
        put(all, Stage.SPAWNED, Times.best(running.getStartedAt(), seen));
        if (Boolean.TRUE.equals(container.getStarted())) {
          put(all, Stage.STARTED, seen);
        }
      }
    }
    put(all, Stage.READY, condition(version, "Ready", seen));
    if (version.getMetadata().getDeletionTimestamp() != null) {
      put(all, Stage.STOPPING, seen);
    }
    return new PodStages(pod, all);
  }

  /** With what an event about the pod tells; of init containers' images and starts nothing. */
  PodStages with(Event event, Instant seen) {
    String container = event.getInvolvedObject().getFieldPath();
    boolean ofInit = container != null && container.startsWith("spec.initContainers");
    Stage stage =
        switch (event.getReason()) {
          case "Scheduled" -> Stage.SCHEDULED;
          case "Pulled" -> ofInit ? null : Stage.PULLED;
          case "Started" -> ofInit ? null : Stage.SPAWNED;
          case null, default -> null;
        };
    if (stage == null) {
      return this;
    }
    Map<Stage, Instant> all = new EnumMap<>(Stage.class);
    all.putAll(reached);
    put(all, stage, Times.of(event, seen));
    return new PodStages(pod, all);
  }

  /** As it is once the pod is no more. */
  PodStages gone(Instant seen) {
    Map<Stage, Instant> all = new EnumMap<>(Stage.class);
    all.putAll(reached);
    put(all, Stage.EXITED, seen);
    return new PodStages(pod, all);
  }

  Optional<Instant> at(Stage stage) {
    return Optional.ofNullable(reached.get(stage));
  }

  private static void put(Map<Stage, Instant> all, Stage stage, Instant at) {
    if (at != null) {
      all.putIfAbsent(stage, at);
    }
  }

  private static Instant condition(Pod pod, String type, Instant seen) {
    List<PodCondition> conditions =
        pod.getStatus() == null || pod.getStatus().getConditions() == null
            ? List.of()
            : pod.getStatus().getConditions();
    return conditions.stream()
        .filter(c -> type.equals(c.getType()) && "True".equals(c.getStatus()))
        .findFirst()
        .map(c -> Times.best(c.getLastTransitionTime(), seen))
        .orElse(null);
  }

  private static List<ContainerStatus> containers(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
        ? List.of()
        : pod.getStatus().getContainerStatuses();
  }
}
