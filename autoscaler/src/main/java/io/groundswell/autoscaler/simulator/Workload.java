package io.groundswell.autoscaler.simulator;

import java.util.Optional;

/**
 * When orders arrive: a stream of stretches of time, each with its orders, in the order of time.
 * The end of the last one is that of the load. Used up by one simulation.
 */
@FunctionalInterface
public interface Workload {

  /**
   * The next stretch, or empty at the end.
   *
   * @throws TraceException if what it is read from is wrong
   */
  Optional<Arrivals> next();
}
