package io.groundswell.autoscaler.hpa;

import java.util.Map;

/** How the use of pods compares to a target. */
sealed interface PodUse permits AverageUse, RequestedUse {

  /**
   * A comparison.
   *
   * @param ratio of usage to target
   * @param usage thousandths a pod, or percent
   * @param average thousandths a pod
   */
  record Compared(double ratio, long usage, long average) {}

  /**
   * Compares.
   *
   * @param usages thousandths by pod
   * @throws MetricFailure if there is nothing to compare to
   */
  Compared compare(Map<String, Long> usages) throws MetricFailure;

  /** What a pod without a sample is taken to use while the others use little, in thousandths. */
  long full(String pod);
}
