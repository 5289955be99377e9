package io.groundswell.autoscaler;

/**
 * What a Deployment (or whatever else is scaled) looks like at one moment.
 *
 * @param specReplicas replicas wanted: {@code spec.replicas}
 * @param statusReplicas pods that exist: {@code status.replicas}
 * @param readyReplicas pods that passed their readiness probe
 */
public record Target(int specReplicas, int statusReplicas, int readyReplicas) {

  /**
   * @throws IllegalArgumentException if a count is negative
   */
  public Target {
    requireCount("specReplicas", specReplicas);
    requireCount("statusReplicas", statusReplicas);
    requireCount("readyReplicas", readyReplicas);
  }

  /** A target at rest: all replicas wanted exist and are ready. */
  public static Target settled(int replicas) {
    return new Target(replicas, replicas, replicas);
  }

  private static void requireCount(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is " + value + ", must not be negative");
    }
  }
}
