package io.groundswell.autoscaler.simulator;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a simulation is to tell.
 *
 * @param slo how long an order may wait; time beyond it is counted
 * @param flapWindow a change of replicas is a flap if it goes back on another one so long ago
 * @param tail how long it goes on at most after the last order has arrived: until then it waits for
 *     all orders to be done and the replicas to be where they rest
 * @param pricePerReplicaHour in any currency
 * @param plotted whether to keep what a plot needs
 * @param phase how much later than else the HPA's syncs are, on the autoscaler's clock: in a
 *     cluster nothing ties them to KEDA's polls
 * @param speed how many times faster than stated KEDA's and the HPA's periods run, as in the laptop
 *     runtime; loads and replicas keep their own time
 */
public record SimulationSettings(
    Optional<Duration> slo,
    Duration flapWindow,
    Duration tail,
    OptionalDouble pricePerReplicaHour,
    boolean plotted,
    Duration phase,
    double speed) {

  /** Periods run a thousand times faster at most. */
  public static final double MOST_SPEED = 1000;

  /**
   * @throws IllegalArgumentException if phase or speed are out of their bounds
   */
  public SimulationSettings {
    Objects.requireNonNull(slo);
    Objects.requireNonNull(flapWindow);
    Objects.requireNonNull(tail);
    Objects.requireNonNull(pricePerReplicaHour);
    if (phase.isNegative()) {
      throw new IllegalArgumentException("phase is " + phase + ", must not be negative");
    }
    if (!(speed > 0 && speed <= MOST_SPEED)) {
      throw new IllegalArgumentException(
          "speed is " + speed + ", must be above 0 and at most " + (int) MOST_SPEED);
    }
  }

  /** No SLO, no price, no plot, no phase; flaps within 5 minutes, a tail of an hour. */
  public static SimulationSettings defaults() {
    return new SimulationSettings(
        Optional.empty(),
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        OptionalDouble.empty(),
        false,
        Duration.ZERO,
        1);
  }
}
