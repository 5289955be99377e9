package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.HpaMetric;

/** What one metric of an HPA came to at one sync. */
public sealed interface MetricOutcome {

  /** The metric. */
  HpaMetric metric();

  /**
   * It proposes replicas.
   *
   * @param total the whole of an External or Object metric in thousandths; else the usage
   */
  record Proposed(HpaMetric metric, long total, Proposal proposal) implements MetricOutcome {}

  /**
   * It can't be had.
   *
   * @param message why
   */
  record Failed(HpaMetric metric, String message) implements MetricOutcome {

    /** The reason that the HPA's condition gives. */
    public Code code() {
      return switch (metric.source()) {
        case EXTERNAL -> Code.FAILED_GET_EXTERNAL_METRIC;
        case OBJECT -> Code.FAILED_GET_OBJECT_METRIC;
        case PODS -> Code.FAILED_GET_PODS_METRIC;
        case RESOURCE -> Code.FAILED_GET_RESOURCE_METRIC;
        case CONTAINER_RESOURCE -> Code.FAILED_GET_CONTAINER_RESOURCE_METRIC;
        case UNKNOWN -> Code.INVALID_METRIC_SOURCE_TYPE;
      };
    }
  }
}
