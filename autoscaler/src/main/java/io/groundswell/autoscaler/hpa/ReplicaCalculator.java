package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.Pod;
import java.util.List;

/**
 * From the total of an External or Object metric to replicas, after {@code replica_calculator.go}.
 * Totals and targets are thousandths. For metrics of single pods see {@link PodCalculator}.
 */
public final class ReplicaCalculator {

  private ReplicaCalculator() {}

  /**
   * AverageValue target: the total is shared out over the replicas.
   *
   * @param statusReplicas replicas that exist
   */
  public static Proposal averageValue(
      long total, long target, int statusReplicas, Tolerances tolerances) {
    double ratio = total / ((double) target * statusReplicas);
    boolean held = tolerances.hold(ratio);
    int replicas = held ? statusReplicas : Milli.replicas((double) total / target);
    long usage = (long) Math.ceil((double) total / statusReplicas);
    return new Proposal(replicas, usage, usage, ratio, held, statusReplicas);
  }

  /**
   * Value target: the ready pods grow with the ratio.
   *
   * @param specReplicas replicas wanted
   * @param readyPods pods that run and are ready
   */
  public static Proposal value(
      long total, long target, int specReplicas, int readyPods, Tolerances tolerances) {
    double ratio = (double) total / target;
    if (specReplicas == 0) {
      return new Proposal(Milli.replicas(ratio), total, total, ratio, false, 1);
    }
    boolean held = tolerances.hold(ratio);
    int replicas = held ? specReplicas : Milli.replicas(ratio * readyPods);
    return new Proposal(replicas, total, total, ratio, held, readyPods);
  }

  /**
   * How many pods count as ready for a Value target.
   *
   * @throws MetricFailure if there is no pod at all
   */
  public static int readyPods(List<Pod> pods) throws MetricFailure {
    if (pods.isEmpty()) {
      throw new MetricFailure("no pods returned by selector while calculating replica count");
    }
    return (int) pods.stream().filter(Pod::countsAsReady).count();
  }
}
