package io.groundswell.autoscaler;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One event source of a ScaledObject or ScaledJob, as its manifest has it.
 *
 * @param index its place among the triggers, from 0
 * @param type such as {@code rabbitmq}, {@code cpu}
 * @param name its name; empty if it has none
 * @param metadata its settings, all strings
 * @param authenticationRef where its credentials come from
 * @param metricType how the HPA compares its metric to its target
 * @param useCachedMetrics whether the HPA is answered from the last poll
 */
public record Trigger(
    int index,
    String type,
    String name,
    Map<String, String> metadata,
    Optional<AuthenticationRef> authenticationRef,
    Optional<MetricType> metricType,
    boolean useCachedMetrics) {

  /** How a metric is compared to its target. */
  public enum MetricType {
    AVERAGE_VALUE("AverageValue"),
    VALUE("Value"),
    UTILIZATION("Utilization");

    private final String text;

    MetricType(String text) {
      this.text = text;
    }

    /** As manifests spell it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A TriggerAuthentication or ClusterTriggerAuthentication.
   *
   * @param kind which of both
   * @param name its name
   */
  public record AuthenticationRef(String kind, String name) {
    public AuthenticationRef {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(name);
    }
  }

  public Trigger {
    Objects.requireNonNull(type);
    Objects.requireNonNull(name);
    Objects.requireNonNull(authenticationRef);
    Objects.requireNonNull(metricType);
    metadata = Map.copyOf(metadata);
  }

  /** A trigger without a name or credentials. */
  public static Trigger of(int index, String type, Map<String, String> metadata) {
    return new Trigger(index, type, "", metadata, Optional.empty(), Optional.empty(), false);
  }

  /**
   * Whether the HPA itself reads its metric from the metrics server: {@code cpu}, {@code memory}.
   */
  public boolean isResource() {
    return type.equals("cpu") || type.equals("memory");
  }
}
