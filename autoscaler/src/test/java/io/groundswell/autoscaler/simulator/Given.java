package io.groundswell.autoscaler.simulator;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Reading;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.TriggerMetric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What the simulator's tests start from. */
final class Given {

  /** RabbitMQ's management API: all that isn't acknowledged. */
  static final Gauge HTTP = (ready, unacked) -> Reading.of(ready + unacked);

  /** AMQP: what nobody has taken. */
  static final Gauge AMQP = (ready, unacked) -> Reading.of(ready);

  private Given() {}

  /** Polled every 5 s, to zero after 20 s, 5 replicas at most. */
  static ScaledObject.Builder scaledObject() {
    return ScaledObject.builder("consumer")
        .pollingInterval(Duration.ofSeconds(5))
        .cooldownPeriod(Duration.ofSeconds(20))
        .maxReplicaCount(5)
        .trigger("rabbitmq", Map.of());
  }

  /** Decides by 10 orders a replica. */
  static Autoscaler autoscaler(ScaledObject scaledObject) {
    return new Autoscaler(
        scaledObject,
        List.of(new TriggerMetric(0, "s0-rabbitmq-orders", 10)),
        Simulation.BEGIN,
        HpaSettings.defaults());
  }

  static Scenario scenario(
      ScaledObject scaledObject, Gauge gauge, Workload workload, ConsumerModel consumers) {
    return new Scenario(
        scaledObject.name(),
        autoscaler(scaledObject),
        List.of(gauge),
        workload,
        consumers,
        scaledObject.idleOrMinReplicas(),
        new SplittableRandom(1));
  }

  static Scenario scenario(ScaledObject scaledObject, Workload workload, ConsumerModel consumers) {
    return scenario(scaledObject, HTTP, workload, consumers);
  }

  /** So many orders at one moment. */
  static Workload burst(int orders, long atSeconds) {
    return workload(
        new Arrivals(atSeconds * 1_000_000_000, 0, orders, (atSeconds + 1) * 1_000_000_000));
  }

  static Workload workload(Arrivals... arrivals) {
    var each = Stream.of(arrivals).iterator();
    return () -> each.hasNext() ? Optional.of(each.next()) : Optional.empty();
  }

  /** One order at a time; ready after 1 s. */
  static ConsumerModel working(String work) {
    return ConsumerModel.working(TimeDistribution.parse(work));
  }

  static ConsumerModel working(String work, int concurrency, int prefetch) {
    return new ConsumerModel(
        TimeDistribution.parse("1s"),
        TimeDistribution.parse(work),
        concurrency,
        prefetch,
        Duration.ofSeconds(30),
        OptionalInt.empty());
  }

  static Outcome outcome(Scenario scenario) {
    return Simulation.run(List.of(scenario), SimulationSettings.defaults()).total();
  }
}
