package io.groundswell.autoscaler.bench;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Observation;
import io.groundswell.autoscaler.Reading;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.Target;
import io.groundswell.autoscaler.TriggerMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision, of a ScaledObject with one trigger. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class DecisionBenchmark {

  private final Autoscaler autoscaler =
      new Autoscaler(
          ScaledObject.builder("consumer")
              .pollingInterval(Duration.ofSeconds(5))
              .trigger("rabbitmq", Map.of())
              .build(),
          List.of(new TriggerMetric(0, "s0-rabbitmq-orders", 10)),
          Instant.EPOCH,
          HpaSettings.defaults());
  private final Observation idle = Observation.of(Target.settled(0), Reading.of(0));
  private final Observation busy = Observation.of(Target.settled(5), Reading.of(95));
  private Instant now = Instant.EPOCH;

  /** KEDA finds nothing to do. */
  @Benchmark
  public Decision pollAtZero() {
    now = now.plusSeconds(5);
    return autoscaler.poll(idle, now);
  }

  /** The HPA computes replicas from a backlog. */
  @Benchmark
  public Decision syncUnderLoad() {
    now = now.plusSeconds(15);
    return autoscaler.sync(busy, now);
  }

  /** The same, with its sentence. */
  @Benchmark
  public String syncExplained() {
    now = now.plusSeconds(15);
    return autoscaler.sync(busy, now).reason();
  }
}
