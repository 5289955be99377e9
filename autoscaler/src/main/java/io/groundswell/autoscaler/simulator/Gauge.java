package io.groundswell.autoscaler.simulator;

import io.groundswell.autoscaler.Reading;

/** What a trigger makes of a queue. */
@FunctionalInterface
public interface Gauge {

  /**
   * Reads the queue as the trigger would.
   *
   * @param ready orders that nobody has taken
   * @param unacked orders that a replica has taken and not acknowledged
   */
  Reading read(long ready, long unacked);
}
