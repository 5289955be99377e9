package io.groundswell.autoscaler;

import java.time.Duration;
import java.util.Objects;

/**
 * How the HPA controller is set up: flags of the kube-controller-manager and constants of its code.
 *
 * @param syncPeriod between two syncs of one HPA, and before its first
 * @param downscaleStabilisation how far back recommendations hold up a scale-in where the HPA
 *     doesn't say
 * @param tolerance how far the ratio of usage to target may be from 1 without a change, where the
 *     HPA doesn't say
 * @param cpuInitializationPeriod how long after its start a pod's CPU samples are doubted
 * @param initialReadinessDelay how long after its start a pod's first readiness may take
 * @param scaleUpLimitFactor how many times the replicas one sync may reach where the HPA has no
 *     behaviour
 * @param scaleUpLimitMinimum what one sync may reach at least where the HPA has no behaviour
 * @param configurableTolerance whether the tolerances in an HPA's behaviour count (from Kubernetes
 *     1.35, or with its feature gate)
 * @param scaleToZero whether the HPA itself may go to zero and come back (from 1.37, or with its
 *     feature gate)
 * @param podLevelResources whether requests of a pod as a whole count
 */
public record HpaSettings(
    Duration syncPeriod,
    Duration downscaleStabilisation,
    double tolerance,
    Duration cpuInitializationPeriod,
    Duration initialReadinessDelay,
    double scaleUpLimitFactor,
    int scaleUpLimitMinimum,
    boolean configurableTolerance,
    boolean scaleToZero,
    boolean podLevelResources) {

  public HpaSettings {
    Objects.requireNonNull(downscaleStabilisation);
    Objects.requireNonNull(cpuInitializationPeriod);
    Objects.requireNonNull(initialReadinessDelay);
    if (!syncPeriod.isPositive()) {
      throw new IllegalArgumentException(
          "syncPeriod is " + syncPeriod + ", must be longer than zero");
    }
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance is " + tolerance + ", must not be negative");
    }
  }

  /** What a cluster has where nobody changed anything. Tolerances of a behaviour count. */
  public static HpaSettings defaults() {
    return new HpaSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(300),
        0.1,
        Duration.ofSeconds(300),
        Duration.ofSeconds(30),
        2.0,
        4,
        true,
        false,
        true);
  }
}
