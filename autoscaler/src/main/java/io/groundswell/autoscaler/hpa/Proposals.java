package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.HpaMetric;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Pod;
import io.groundswell.autoscaler.Target;
import io.groundswell.autoscaler.Trigger.MetricType;
import java.time.Instant;
import java.util.List;

/**
 * What each metric of an HPA proposes, after {@code computeReplicasForMetric} of {@code
 * horizontal.go}.
 *
 * @param settings of the controller
 * @param tolerances of the HPA
 */
record Proposals(HpaSettings settings, Tolerances tolerances) {

  MetricOutcome outcome(
      HpaMetric metric, MetricReading reading, Target target, List<Pod> pods, Instant now) {
    try {
      return switch (reading) {
        case MetricReading.Failed failed -> new MetricOutcome.Failed(metric, failed.message());
        case MetricReading.Total total ->
            new MetricOutcome.Proposed(
                metric, total.milli(), ofTotal(metric, total.milli(), target, pods));
        case MetricReading.Samples samples -> {
          Proposal proposal = ofSamples(metric, samples, target, pods, now);
          yield new MetricOutcome.Proposed(metric, proposal.usage(), proposal);
        }
      };
    } catch (MetricFailure e) {
      return new MetricOutcome.Failed(metric, e.getMessage());
    }
  }

  private Proposal ofTotal(HpaMetric metric, long total, Target target, List<Pod> pods)
      throws MetricFailure {
    if (metric.target().type() == MetricType.AVERAGE_VALUE) {
      return ReplicaCalculator.averageValue(
          total, metric.target().value(), target.statusReplicas(), tolerances);
    }
    int ready = target.specReplicas() == 0 ? 0 : readyPods(target, pods);
    return ReplicaCalculator.value(
        total, metric.target().value(), target.specReplicas(), ready, tolerances);
  }

  /** Counts of the target stand for pods that weren't looked at one by one. */
  private static int readyPods(Target target, List<Pod> pods) throws MetricFailure {
    return pods.isEmpty() && target.statusReplicas() > 0
        ? target.readyReplicas()
        : ReplicaCalculator.readyPods(pods);
  }

  private Proposal ofSamples(
      HpaMetric metric, MetricReading.Samples samples, Target target, List<Pod> pods, Instant now)
      throws MetricFailure {
    String resource = metric.source() == HpaMetric.Source.PODS ? "" : metric.name();
    PodCalculator calculator =
        new PodCalculator(pods, samples.samples(), resource, metric.container(), settings, now);
    int current = target.specReplicas();
    return metric.target().type() == MetricType.UTILIZATION
        ? calculator.utilization((int) metric.target().value(), current, tolerances)
        : calculator.averageValue(metric.target().value(), current, tolerances);
  }
}
