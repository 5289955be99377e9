package io.groundswell.autoscaler;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Kubernetes {@code autoscaling/v2 HorizontalPodAutoscaler}: one that KEDA makes, or a plain one.
 *
 * @param name its name
 * @param namespace its namespace; empty if the manifest leaves it to {@code kubectl}
 * @param target what it scales
 * @param minReplicas least replicas
 * @param maxReplicas most replicas
 * @param metrics what it looks at; the highest proposal wins
 * @param behavior how fast it may go
 */
public record HorizontalPodAutoscaler(
    String name,
    String namespace,
    ScaledObject.ScaleTarget target,
    int minReplicas,
    int maxReplicas,
    List<HpaMetric> metrics,
    Optional<Behavior> behavior) {

  /**
   * @throws IllegalArgumentException if the least replicas are more than the most
   */
  public HorizontalPodAutoscaler {
    Objects.requireNonNull(name);
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(target);
    Objects.requireNonNull(behavior);
    metrics = List.copyOf(metrics);
    if (minReplicas > maxReplicas) {
      throw new IllegalArgumentException(
          "minReplicas is " + minReplicas + ", must not be above maxReplicas " + maxReplicas);
    }
  }
}
