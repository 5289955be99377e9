package io.groundswell.lab.compare;

/**
 * How a run stood; what isn't known is null.
 *
 * @param at seconds since the run's first step, on the autoscaler's clock
 * @param wanted replicas wanted
 * @param ready replicas that are ready
 * @param queue messages that wait or are in hand
 * @param done orders done
 */
record Moment(double at, int wanted, int ready, Long queue, Long done) {

  /** The same but for what changes all the time. */
  boolean sameReplicas(Moment other) {
    return wanted == other.wanted && ready == other.ready;
  }
}
