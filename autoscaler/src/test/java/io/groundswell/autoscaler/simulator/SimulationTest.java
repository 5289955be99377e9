package io.groundswell.autoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Small scenarios whose outcomes were worked out by hand. */
class SimulationTest {

  /** 100 orders of a second each, after a second; one replica takes one at a time. */
  private static Scenario burst() {
    return Given.scenario(Given.scaledObject().build(), Given.burst(100, 1), Given.working("1s"));
  }

  @Test
  void a_burst_raises_replicas_from_zero_and_they_fall_back_to_it() {
    // Given
    List<String> changes = new ArrayList<>();

    // When
    Simulation.run(
        burst(),
        SimulationSettings.defaults(),
        event -> {
          if (event instanceof DecisionMade d && d.changes()) {
            changes.add("%.0f s %s %d to %d".formatted(d.t(), d.by(), d.before(), d.after()));
          }
        });

    // Then
    assertThat(changes)
        .containsExactly(
            "5 s KEDA 0 to 1", // the first poll after the orders
            "15 s HPA 1 to 4", // 91 left ask for 10, but one sync goes no higher than 4
            "30 s HPA 4 to 5", // 34 left ask for 4, but those 10 still count; 5 is the most
            "60 s KEDA 5 to 0"); // active last at 35 s; 20 s later is 55 s, and it must be past
  }

  @Test
  void a_bursts_waits_and_replica_seconds_are_what_the_replicas_make_of_it() {
    // Given a replica from 5 s, three more from 15 s, a fifth from 30 s, each ready 1 s later

    // When
    Outcome outcome = Given.outcome(burst());

    // Then order 50 begins at 25 s, 95 at 35 s, 99 at 36 s; all came at 1 s
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                "consumer",
                60,
                100,
                100,
                0,
                0,
                outcome.waits(),
                new Outcome.Replicas(5, 0, 220.0 / 60),
                55 + 3 * 45 + 30,
                100.0 / 220,
                null,
                null,
                1,
                1,
                100));
    assertThat(outcome.waits().p50()).isCloseTo(24, within(0.024));
    assertThat(outcome.waits().p95()).isCloseTo(34, within(0.034));
    assertThat(outcome.waits().p99()).isCloseTo(35, within(0.035));
    assertThat(outcome.waits().max()).isEqualTo(35);
  }

  @Test
  void time_above_the_slo_is_counted_once_however_many_orders_are_late() {
    // Given
    SimulationSettings settings =
        new SimulationSettings(
            Optional.of(Duration.ofSeconds(10)),
            Duration.ZERO,
            Duration.ofHours(1),
            OptionalDouble.empty(),
            false,
            Duration.ZERO,
            1);

    // When
    Outcome outcome = Simulation.run(List.of(burst()), settings).total();

    // Then from 11 s until the last one begins at 36 s; five had begun by 10 s, one at 11 s
    assertThat(outcome.slo()).isEqualTo(new Outcome.Slo(10, 25, 94));
  }

  @Test
  void the_price_is_that_of_the_replica_seconds() {
    // Given
    SimulationSettings settings =
        new SimulationSettings(
            Optional.empty(),
            Duration.ZERO,
            Duration.ofHours(1),
            OptionalDouble.of(3.6),
            false,
            Duration.ZERO,
            1);

    // When
    Outcome outcome = Simulation.run(List.of(burst()), settings).total();

    // Then
    assertThat(outcome.cost()).isCloseTo(0.22, within(1e-12));
  }

  @Test
  void nothing_happens_without_orders() {
    // Given
    Scenario idle =
        Given.scenario(
            Given.scaledObject().build(),
            Given.workload(new Arrivals(0, 0, 0, 3_600_000_000_000L)),
            Given.working("1s"));

    // When
    Outcome outcome = Given.outcome(idle);

    // Then
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                "consumer",
                3600,
                0,
                0,
                0,
                0,
                new Waits(0, 0, 0, 0, 0),
                new Outcome.Replicas(0, 0, 0),
                0,
                0,
                null,
                null,
                0,
                0,
                0));
  }

  @Test
  void least_replicas_are_there_from_the_beginning() {
    // Given
    Scenario scenario =
        Given.scenario(
            Given.scaledObject().minReplicaCount(2).build(),
            Given.burst(2, 0),
            Given.working("1s"));

    // When
    Outcome outcome = Given.outcome(scenario);

    // Then
    assertThat(outcome.waits().max()).isZero();
  }

  @Test
  void a_trigger_that_sees_only_ready_orders_stops_replicas_at_work() {
    // Given work of 25 s: begun at 6 s, last seen at 5 s, and 20 s are over at the poll of 30 s
    Scenario scenario =
        Given.scenario(
            Given.scaledObject().build(), Given.AMQP, Given.burst(1, 1), Given.working("25s"));
    List<String> stages = new ArrayList<>();

    // When
    Simulation.run(scenario, SimulationSettings.defaults(), e -> stage(e).ifPresent(stages::add));

    // Then it is told to stop, ends its work, and is gone
    assertThat(stages)
        .containsExactly(
            "5 s spawned",
            "6 s ready",
            "6 s received",
            "30 s stopping",
            "31 s done",
            "31 s exited");
  }

  @Test
  void work_longer_than_the_grace_period_goes_back_to_the_queue() {
    // Given work of 60 s: begun at 6 s, told to stop at 30 s, killed at 60 s
    Scenario scenario =
        Given.scenario(
            Given.scaledObject().build(), Given.AMQP, Given.burst(1, 1), Given.working("60s"));
    List<String> stages = new ArrayList<>();

    // When
    Simulation.run(
        scenario,
        new SimulationSettings(
            Optional.empty(),
            Duration.ZERO,
            Duration.ofSeconds(60),
            OptionalDouble.empty(),
            false,
            Duration.ZERO,
            1),
        e -> stage(e).ifPresent(stages::add));

    // Then the poll of that moment sees it and starts another one
    assertThat(stages)
        .containsExactly(
            "5 s spawned",
            "6 s ready",
            "6 s received",
            "30 s stopping",
            "60 s exited",
            "60 s spawned",
            "61 s ready",
            "61 s received");
  }

  @Test
  void a_large_prefetch_keeps_orders_from_those_who_come_later() {
    // Given
    Scenario scenario =
        Given.scenario(
            Given.scaledObject().build(), Given.burst(100, 1), Given.working("1s", 1, 100));

    // When
    Outcome outcome = Given.outcome(scenario);

    // Then the first replica does all of them, one after the other from 6 s on
    assertThat(outcome.waits().max()).isEqualTo(104);
  }

  @Test
  void a_replica_works_on_as_many_orders_at_once_as_its_concurrency_says() {
    // Given
    Scenario scenario =
        Given.scenario(Given.scaledObject().build(), Given.burst(8, 1), Given.working("2s", 4, 4));

    // When
    Outcome outcome = Given.outcome(scenario);

    // Then four begin at 6 s, four at 8 s
    assertThat(outcome.waits().max()).isEqualTo(7);
  }

  @Test
  void no_more_replicas_take_orders_than_there_are_partitions() {
    // Given
    ConsumerModel twoPartitions =
        new ConsumerModel(
            TimeDistribution.parse("1s"),
            TimeDistribution.parse("1s"),
            1,
            1,
            Duration.ofSeconds(30),
            OptionalInt.of(2));
    Scenario scenario =
        Given.scenario(Given.scaledObject().build(), Given.burst(100, 1), twoPartitions);

    // When
    Outcome outcome = Given.outcome(scenario);

    // Then one does 10 until 16 s, two do the other 90 in 45 s: the last ones begin at 60 s
    assertThat(outcome.waits().max()).isEqualTo(59);
  }

  @Test
  void what_is_not_done_by_the_end_of_the_tail_is_unfinished() {
    // Given
    SimulationSettings settings =
        new SimulationSettings(
            Optional.empty(),
            Duration.ZERO,
            Duration.ofSeconds(8),
            OptionalDouble.empty(),
            false,
            Duration.ZERO,
            1);

    // When the load ends at 2 s
    Outcome outcome = Simulation.run(List.of(burst()), settings).total();

    // Then orders begun from 6 s on and ended by 10 s are done
    assertThat(outcome.unfinished()).isEqualTo(96);
  }

  @Test
  void periods_that_run_faster_leave_load_and_replicas_as_they_are() {
    // Given
    SimulationSettings settings =
        new SimulationSettings(
            Optional.empty(),
            Duration.ZERO,
            Duration.ofHours(1),
            OptionalDouble.empty(),
            false,
            Duration.ZERO,
            5);
    List<String> changes = new ArrayList<>();

    // When
    Simulation.run(
        burst(),
        settings,
        event -> {
          if (event instanceof DecisionMade d && d.changes()) {
            changes.add("%.0f s %s %d to %d".formatted(d.t(), d.by(), d.before(), d.after()));
          }
        });

    // Then polls are a second apart and syncs three; active last at 24 s, and 4 s must be past
    assertThat(changes)
        .containsExactly("1 s KEDA 0 to 1", "3 s HPA 1 to 4", "6 s HPA 4 to 5", "29 s KEDA 5 to 0");
  }

  @Test
  void syncs_can_come_later() {
    // Given
    SimulationSettings settings =
        new SimulationSettings(
            Optional.empty(),
            Duration.ZERO,
            Duration.ofHours(1),
            OptionalDouble.empty(),
            false,
            Duration.ofSeconds(6),
            1);
    List<String> syncs = new ArrayList<>();

    // When
    Simulation.run(
        burst(),
        settings,
        event -> {
          if (event instanceof DecisionMade d && d.by() == Decision.By.HPA) {
            syncs.add("%.0f s".formatted(d.t()));
          }
        });

    // Then
    assertThat(syncs).startsWith("21 s", "36 s", "51 s");
  }

  private static Optional<String> stage(TimelineEvent event) {
    return event instanceof TimelineEvent.StageReached s
        ? Optional.of("%.0f s %s".formatted(s.t(), s.stage()))
        : Optional.empty();
  }
}
