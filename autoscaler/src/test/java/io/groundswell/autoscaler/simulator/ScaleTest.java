package io.groundswell.autoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.ScaledObject;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScaleTest {

  private static final ScaledObject SCALED_OBJECT = Given.scaledObject().build();

  private static Scenario poisson(int index, String shape) {
    SplittableRandom random = new SplittableRandom(index);
    return new Scenario(
        "consumer-" + index,
        Given.autoscaler(SCALED_OBJECT),
        List.of(Given.HTTP),
        Shape.parse(shape, Placing.EVEN).workload(random.split()),
        Given.working("100ms..300ms"),
        0,
        random);
  }

  @Test
  void a_thousand_objects_on_one_clock_come_to_what_each_comes_to_alone() {
    // Given
    String shape = "poisson:rate=0.2,for=10m";
    List<Scenario> thousand = IntStream.range(0, 1000).mapToObj(i -> poisson(i, shape)).toList();

    // When
    Simulation.Result result = Simulation.run(thousand, SimulationSettings.defaults());

    // Then
    assertThat(result.outcomes()).hasSize(1000);
    assertThat(result.outcomes().get(777)).isEqualTo(Given.outcome(poisson(777, shape)));
    assertThat(result.total().orders())
        .isEqualTo(result.outcomes().stream().mapToLong(Outcome::orders).sum());
    assertThat(result.total().replicas().max())
        .isBetween(1, result.outcomes().stream().mapToInt(o -> o.replicas().max()).sum());
  }

  @Test
  void a_thousand_objects_can_follow_one_trace() {
    // Given
    Trace trace = TraceTest.trace("10\n0\n3\n", Duration.ofMinutes(1));
    List<Scenario> thousand =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    Given.scenario(
                        SCALED_OBJECT,
                        trace.workload(Placing.POISSON, new SplittableRandom(i)),
                        Given.working("1s")))
            .toList();

    // When
    Simulation.Result result = Simulation.run(thousand, SimulationSettings.defaults());

    // Then
    assertThat(result.total().done()).isEqualTo(13_000);
  }

  @Test
  void a_long_trace_is_remembered_no_longer_than_a_short_one() {
    // Given
    String day = "60\n".repeat(24 * 60);

    // When
    int most = mostRemembered(day.repeat(7));

    // Then
    assertThat(most).isEqualTo(mostRemembered(day)).isLessThan(20);
  }

  private static int mostRemembered(String rows) {
    Trace trace = TraceTest.trace(rows, Duration.ofMinutes(1));
    Lane lane =
        new Lane(
            Given.scenario(
                SCALED_OBJECT,
                trace.workload(Placing.EVEN, new SplittableRandom(1)),
                Given.working("200ms")),
            SimulationSettings.defaults(),
            new Totals(false),
            java.util.Optional.empty());
    int most = 0;
    while (!lane.over()) {
      lane.advance();
      most = Math.max(most, lane.remembered() + trace.kept());
    }
    return most;
  }

  @Test
  void a_backlog_takes_memory_by_its_stretches_and_not_by_its_orders() {
    // Given a million orders a minute that one replica can't master
    Trace trace = TraceTest.trace("1000000\n".repeat(10), Duration.ofMinutes(1));
    Lane lane =
        new Lane(
            Given.scenario(
                Given.scaledObject().maxReplicaCount(1).build(),
                trace.workload(Placing.EVEN, new SplittableRandom(1)),
                Given.working("1s")),
            SimulationSettings.defaults(),
            new Totals(false),
            java.util.Optional.empty());

    // When
    int most = 0;
    while (!lane.over()) {
      lane.advance();
      most = Math.max(most, lane.remembered());
    }

    // Then
    assertThat(lane.outcome().maxBacklog()).isGreaterThan(9_000_000);
    assertThat(most).isLessThan(20);
  }

  @Test
  void waits_take_memory_by_the_longest_and_not_by_their_number() {
    // Given
    Waits.Collector few = new Waits.Collector();
    few.add(60_000_000_000L);
    Waits.Collector many = new Waits.Collector();

    // When
    for (long i = 0; i < 1_000_000; i++) {
      many.add(i * 60_000);
    }

    // Then
    assertThat(many.footprint()).isEqualTo(few.footprint()).isLessThan(40_000);
  }
}
