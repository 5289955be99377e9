package io.groundswell.autoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Observation;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.Target;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineEvent.Sampled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SimulationPropertiesTest {

  private static final SimulationSettings SETTINGS =
      new SimulationSettings(
          Optional.of(Duration.ofSeconds(5)),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          OptionalDouble.empty(),
          true,
          Duration.ZERO,
          1);

  /**
   * What a simulation is made from, to be made again.
   *
   * @param counts orders of each 10 s
   */
  record Setup(
      List<Integer> counts,
      Placing placing,
      ScaledObject scaledObject,
      ConsumerModel consumers,
      boolean countsUnacked,
      long seed) {

    Scenario scenario() {
      SplittableRandom random = new SplittableRandom(seed);
      Gauge gauge = countsUnacked ? Given.HTTP : Given.AMQP;
      return new Scenario(
          "consumer",
          Given.autoscaler(scaledObject),
          List.of(gauge),
          workload(random.split()),
          consumers,
          scaledObject.idleOrMinReplicas(),
          random);
    }

    private Workload workload(SplittableRandom random) {
      return TraceTest.trace(
              String.join("\n", counts.stream().map(String::valueOf).toList()),
              Duration.ofSeconds(10))
          .workload(placing, random);
    }

    List<TimelineEvent> timeline() {
      List<TimelineEvent> events = new ArrayList<>();
      Simulation.run(scenario(), SETTINGS, events::add);
      return events;
    }

    Simulation.Result result() {
      return Simulation.run(List.of(scenario()), SETTINGS);
    }
  }

  @Provide
  Arbitrary<Setup> setups() {
    Arbitrary<List<Integer>> counts =
        Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(0, 300)))
            .list()
            .ofMinSize(1)
            .ofMaxSize(30);
    Arbitrary<ConsumerModel> consumers =
        Combinators.combine(
                Arbitraries.of("0s", "1s", "500ms..20s", "lognormal:2s:30s"),
                Arbitraries.of("0s", "200ms", "10ms..3s", "exp:1s", "45s"),
                Arbitraries.integers().between(1, 4),
                Arbitraries.integers().between(1, 8),
                Arbitraries.integers().between(1, 10))
            .as(
                (startUp, work, concurrency, prefetch, most) ->
                    new ConsumerModel(
                        TimeDistribution.parse(startUp),
                        TimeDistribution.parse(work),
                        concurrency,
                        prefetch,
                        Duration.ofSeconds(30),
                        most > 8 ? OptionalInt.empty() : OptionalInt.of(most)));
    Arbitrary<ScaledObject> scaledObjects =
        Combinators.combine(
                Arbitraries.integers().between(1, 30),
                Arbitraries.integers().between(0, 60),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(3, 12))
            .as(
                (poll, cooldown, min, max) ->
                    Given.scaledObject()
                        .pollingInterval(Duration.ofSeconds(poll))
                        .cooldownPeriod(Duration.ofSeconds(cooldown))
                        .minReplicaCount(min)
                        .maxReplicaCount(max)
                        .build());
    return Combinators.combine(
            counts,
            Arbitraries.of(Placing.class),
            scaledObjects,
            consumers,
            Arbitraries.of(true, false),
            Arbitraries.longs())
        .as(Setup::new)
        .withoutEdgeCases();
  }

  @Property(tries = 200)
  void every_order_is_done_or_left_over(@ForAll("setups") Setup setup) {
    // When
    Outcome outcome = setup.result().total();

    // Then
    assertThat(outcome.done() + outcome.unfinished())
        .isEqualTo(outcome.orders())
        .isEqualTo(setup.counts().stream().mapToInt(Integer::intValue).sum());
  }

  @Property(tries = 100)
  void at_every_moment_an_order_placed_is_waiting_taken_or_done(@ForAll("setups") Setup setup) {
    // When
    List<TimelineEvent> timeline = setup.timeline();

    // Then
    assertThat(timeline.stream().filter(Sampled.class::isInstance).map(Sampled.class::cast))
        .allMatch(s -> s.queueReady() + s.queueUnacked() == s.placed() - s.done());
  }

  @Property(tries = 100)
  void replicas_keep_within_their_bounds(@ForAll("setups") Setup setup) {
    // When
    List<TimelineEvent> timeline = setup.timeline();

    // Then
    assertThat(timeline.stream().filter(Sampled.class::isInstance).map(Sampled.class::cast))
        .allMatch(
            s ->
                s.wanted() >= setup.scaledObject().minReplicas()
                    && s.wanted() <= setup.scaledObject().maxReplicas()
                    && s.exist() == s.wanted()
                    && s.ready() <= s.exist());
  }

  @Property(tries = 100)
  void waits_are_in_order_and_never_negative(@ForAll("setups") Setup setup) {
    // When
    Waits waits = setup.result().total().waits();

    // Then
    assertThat(List.of(0.0, waits.p50(), waits.p95(), waits.p99(), waits.max())).isSorted();
  }

  @Property(tries = 100)
  void time_above_the_slo_is_no_longer_than_all_of_it(@ForAll("setups") Setup setup) {
    // When
    Outcome outcome = setup.result().total();

    // Then
    assertThat(outcome.slo().timeAbove()).isBetween(0.0, outcome.simulatedSeconds());
  }

  @Property(tries = 100)
  void replicas_are_busy_no_longer_than_they_exist(@ForAll("setups") Setup setup) {
    // When
    Outcome outcome = setup.result().total();

    // Then
    assertThat(outcome.busy()).isBetween(0.0, 1 + 1e-9);
  }

  @Property(tries = 50)
  void the_same_seed_gives_the_same_timeline(@ForAll("setups") Setup setup) {
    // Given
    List<TimelineEvent> first = setup.timeline();

    // When
    List<TimelineEvent> second = setup.timeline();

    // Then
    assertThat(second).isEqualTo(first);
  }

  @Property(tries = 50)
  void to_tell_the_timeline_changes_nothing(@ForAll("setups") Setup setup) {
    // Given
    Outcome untold = setup.result().total();

    // When
    Outcome told = Simulation.run(setup.scenario(), SETTINGS, event -> {}).total();

    // Then
    assertThat(told).isEqualTo(untold);
  }

  @Property(tries = 50)
  void what_was_seen_shown_to_another_autoscaler_leads_to_the_same_decisions(
      @ForAll("setups") Setup setup) {
    // Given
    List<TimelineEvent> timeline = setup.timeline();
    Autoscaler other = Given.autoscaler(setup.scaledObject());
    Gauge gauge = setup.countsUnacked() ? Given.HTTP : Given.AMQP;

    // When
    List<DecisionMade> replayed = new ArrayList<>();
    Sampled seen = null;
    for (TimelineEvent event : timeline) {
      if (event instanceof Sampled sample) {
        seen = sample;
      } else if (event instanceof DecisionMade made) {
        replayed.add(replay(other, made, seen, gauge));
      }
    }

    // Then
    assertThat(replayed)
        .isEqualTo(timeline.stream().filter(DecisionMade.class::isInstance).toList());
  }

  private static DecisionMade replay(
      Autoscaler autoscaler, DecisionMade made, Sampled seen, Gauge gauge) {
    Observation observation =
        Observation.of(
            new Target(seen.wanted(), seen.exist(), seen.ready()),
            gauge.read(seen.queueReady(), seen.queueUnacked()));
    Instant at = Simulation.BEGIN.plusNanos(Math.round(made.t() * 1e9));
    Decision decision =
        made.by() == Decision.By.KEDA
            ? autoscaler.poll(observation, at)
            : autoscaler.sync(observation, at);
    return DecisionMade.of(made.t(), made.object(), decision);
  }
}
