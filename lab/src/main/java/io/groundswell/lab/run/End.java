package io.groundswell.lab.run;

import io.groundswell.lab.process.ReplicaSet;
import java.util.OptionalLong;

/**
 * Tells when a run is over: all orders are placed and settled, and the replicas are back where they
 * rest. Orders that are neither settled nor on the queue are lost once that has been so for a
 * while, as a receipt may still be under way.
 */
public final class End {

  /** Patience with a real RabbitMQ, whose management API counts what was some 5 s ago. */
  public static final double LOST_AFTER_SECONDS = 12;

  private final int restingReplicas;
  private final double patience;
  private double emptySince = -1;

  /**
   * @param restingReplicas wanted while there is nothing to do
   * @param patience seconds that an empty queue without replicas must stay so
   */
  public End(int restingReplicas, double patience) {
    this.restingReplicas = restingReplicas;
    this.patience = patience;
  }

  /**
   * @param seconds since the run began
   * @param placed orders, once the producer is done
   * @param settled orders of which no more is to be heard
   * @param backlog messages on the queue and in hand; below 0 if that isn't known now
   * @param replicas as they are
   * @param stopping whether a replica's process is still about to end
   */
  public boolean reached(
      double seconds,
      OptionalLong placed,
      long settled,
      long backlog,
      ReplicaSet.Counts replicas,
      boolean stopping) {
    boolean atRest =
        replicas.wanted() == restingReplicas && replicas.existing() == restingReplicas && !stopping;
    if (placed.isEmpty() || !atRest) {
      emptySince = -1;
      return false;
    }
    if (settled >= placed.getAsLong()) {
      return true;
    }
    if (backlog != 0) {
      emptySince = -1;
      return false;
    }
    if (emptySince < 0) {
      emptySince = seconds;
    }
    return seconds - emptySince >= patience;
  }
}
