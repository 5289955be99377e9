package io.groundswell.autoscaler.simulator;

import io.groundswell.autoscaler.Autoscaler;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * One thing that is scaled, with its traffic. Used up by one simulation.
 *
 * @param name of the ScaledObject or HPA
 * @param autoscaler decides; made at {@link Simulation#BEGIN} or later
 * @param gauges one for each of the autoscaler's readings, in their order
 * @param workload the orders
 * @param consumers what replicas do
 * @param restingReplicas how many there are at the beginning, and while nothing is to be done
 * @param random for starts and work: equal generators give equal answers
 */
public record Scenario(
    String name,
    Autoscaler autoscaler,
    List<Gauge> gauges,
    Workload workload,
    ConsumerModel consumers,
    int restingReplicas,
    SplittableRandom random) {

  public Scenario {
    Objects.requireNonNull(name);
    Objects.requireNonNull(autoscaler);
    Objects.requireNonNull(workload);
    Objects.requireNonNull(consumers);
    Objects.requireNonNull(random);
    gauges = List.copyOf(gauges);
  }
}
