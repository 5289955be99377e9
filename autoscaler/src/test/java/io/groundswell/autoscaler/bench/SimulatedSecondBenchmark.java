package io.groundswell.autoscaler.bench;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Reading;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.autoscaler.simulator.ConsumerModel;
import io.groundswell.autoscaler.simulator.Outcome;
import io.groundswell.autoscaler.simulator.Placing;
import io.groundswell.autoscaler.simulator.Scenario;
import io.groundswell.autoscaler.simulator.Shape;
import io.groundswell.autoscaler.simulator.Simulation;
import io.groundswell.autoscaler.simulator.SimulationSettings;
import io.groundswell.autoscaler.simulator.TimeDistribution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A second on the virtual clock, of a day of orders at random. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class SimulatedSecondBenchmark {

  private static final int DAY = 86_400;

  /** Orders a second. */
  @Param({"0", "1", "10"})
  private int rate;

  /** Polled every 5 s, 200 ms of work on an order. */
  @Benchmark
  @OperationsPerInvocation(DAY)
  public Outcome second() {
    ScaledObject scaledObject =
        ScaledObject.builder("consumer")
            .pollingInterval(Duration.ofSeconds(5))
            .cooldownPeriod(Duration.ofSeconds(20))
            .maxReplicaCount(10)
            .trigger("rabbitmq", Map.of())
            .build();
    Autoscaler autoscaler =
        new Autoscaler(
            scaledObject,
            List.of(new TriggerMetric(0, "s0-rabbitmq-orders", 10)),
            Simulation.BEGIN,
            HpaSettings.defaults());
    Scenario scenario =
        new Scenario(
            "consumer",
            autoscaler,
            List.of((ready, unacked) -> Reading.of(ready + unacked)),
            new Shape.Load(new Shape.Steady(rate), Duration.ofDays(1), Placing.POISSON)
                .workload(new SplittableRandom(1)),
            ConsumerModel.working(TimeDistribution.parse("200ms")),
            0,
            new SplittableRandom(2));
    return Simulation.run(List.of(scenario), SimulationSettings.defaults()).total();
  }
}
