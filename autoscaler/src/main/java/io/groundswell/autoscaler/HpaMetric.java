package io.groundswell.autoscaler;

import java.util.Objects;
import java.util.Optional;

/**
 * A metric of an HPA: where it comes from and what to aim at.
 *
 * @param source where the HPA gets it
 * @param name of the metric, or of the resource
 * @param container the container whose use of the resource counts, where one is named
 * @param target what to aim at
 */
public record HpaMetric(Source source, String name, Optional<String> container, Target target) {

  /** Where a metric comes from. */
  public enum Source {
    /** Something outside of the cluster: what KEDA's triggers become. */
    EXTERNAL("External"),
    /** Another Kubernetes object. */
    OBJECT("Object"),
    /** The target's pods, one value each. */
    PODS("Pods"),
    /** The target's pods' use of cpu or memory. */
    RESOURCE("Resource"),
    /** The same of one container. */
    CONTAINER_RESOURCE("ContainerResource"),
    /** Nowhere that this Kubernetes knows: it always fails. */
    UNKNOWN("Unknown");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    /** As manifests spell it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * What to aim at.
   *
   * @param type how usage is compared to {@code value}
   * @param value thousandths, or percent for a utilisation; above zero
   */
  public record Target(Trigger.MetricType type, long value) {

    /**
     * @throws IllegalArgumentException if the value isn't above zero
     */
    public Target {
      Objects.requireNonNull(type);
      if (value <= 0) {
        throw new IllegalArgumentException(type + " target must be above zero");
      }
    }
  }

  public HpaMetric {
    Objects.requireNonNull(source);
    Objects.requireNonNull(name);
    Objects.requireNonNull(container);
    Objects.requireNonNull(target);
  }

  /** An External metric. */
  public static HpaMetric external(String name, Target target) {
    return new HpaMetric(Source.EXTERNAL, name, Optional.empty(), target);
  }
}
