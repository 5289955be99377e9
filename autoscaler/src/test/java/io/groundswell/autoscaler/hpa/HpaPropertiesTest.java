package io.groundswell.autoscaler.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.Behavior;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.HorizontalPodAutoscaler;
import io.groundswell.autoscaler.HpaMetric;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.ScaledObject.ScaleTarget;
import io.groundswell.autoscaler.ScalingRules;
import io.groundswell.autoscaler.ScalingRules.Policy;
import io.groundswell.autoscaler.ScalingRules.SelectPolicy;
import io.groundswell.autoscaler.Target;
import io.groundswell.autoscaler.Trigger.MetricType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds of every HPA, whatever its metric does. Its target is 10 a replica. */
class HpaPropertiesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MIN = 2;
  private static final int MAX = 60;

  /**
   * One sync of a run.
   *
   * @param asked what the metric asked for
   */
  private record Step(Instant at, int before, int after, int asked) {}

  private static HorizontalPodAutoscaler hpa(Optional<Behavior> behavior) {
    return new HorizontalPodAutoscaler(
        "hpa",
        "",
        ScaleTarget.deployment("web"),
        MIN,
        MAX,
        List.of(HpaMetric.external("q", new HpaMetric.Target(MetricType.AVERAGE_VALUE, 10_000))),
        behavior);
  }

  /** Syncs 15 s apart, each of which sees one total; all replicas exist at the next one. */
  private static List<Step> run(Optional<Behavior> behavior, int start, List<Integer> totals) {
    Sync sync = new Sync(hpa(behavior), HpaSettings.defaults());
    HpaMemory memory = HpaMemory.EMPTY;
    int replicas = start;
    Instant now = START;
    List<Step> steps = new ArrayList<>();
    for (int total : totals) {
      Sync.Result result = sync(sync, replicas, total, memory, now);
      Decision decision = result.decision();
      int asked =
          decision.formulas().isEmpty()
              ? decision.after()
              : decision.formulas().getFirst().proposal();
      steps.add(new Step(now, replicas, decision.after(), asked));
      memory = result.memory();
      replicas = decision.after();
      now = now.plusSeconds(15);
    }
    return steps;
  }

  private static Sync.Result sync(
      Sync sync, int replicas, int total, HpaMemory memory, Instant now) {
    return sync.sync(
        Target.settled(replicas),
        List.of(),
        List.of(new MetricReading.Total(total * 1000L)),
        memory,
        now);
  }

  @Provide
  Arbitrary<Optional<Behavior>> behaviors() {
    Arbitrary<Optional<ScalingRules>> rules = rules().optional();
    return Combinators.combine(rules, rules).as(Behavior::new).optional();
  }

  private static Arbitrary<ScalingRules> rules() {
    return Combinators.combine(
            Arbitraries.of(0, 15, 40, 300).map(Duration::ofSeconds).optional(),
            Arbitraries.of(SelectPolicy.class).optional(),
            policy().list().ofMaxSize(3))
        .as((window, select, policies) -> rules(window, select, policies));
  }

  private static ScalingRules rules(
      Optional<Duration> window, Optional<SelectPolicy> select, List<Policy> policies) {
    return new ScalingRules(window, select, policies, OptionalDouble.empty());
  }

  private static Arbitrary<Policy> policy() {
    return Combinators.combine(
            Arbitraries.of(Policy.Type.class),
            Arbitraries.integers().between(1, 150),
            Arbitraries.of(15, 20, 60, 200).map(Duration::ofSeconds))
        .as(Policy::new);
  }

  @Provide
  Arbitrary<Policy> policies() {
    return policy();
  }

  @Provide
  Arbitrary<List<Integer>> totals() {
    return Arbitraries.integers().between(0, 900).list().ofMinSize(1).ofMaxSize(40);
  }

  @Property(tries = 300)
  void replicas_stay_within_bounds(
      @ForAll("behaviors") Optional<Behavior> behavior,
      @ForAll @IntRange(min = 1, max = 100) int start,
      @ForAll("totals") List<Integer> totals) {
    // When
    List<Step> steps = run(behavior, start, totals);

    // Then
    assertThat(steps).allMatch(step -> step.after() >= MIN && step.after() <= MAX);
  }

  @Property(tries = 300)
  void a_policy_is_never_exceeded_upwards_within_its_period(
      @ForAll("policies") Policy policy, @ForAll("totals") List<Integer> totals) {
    // Given
    ScalingRules up = rules(Optional.empty(), Optional.empty(), List.of(policy));
    ScalingRules down = rules(Optional.of(Duration.ZERO), Optional.empty(), List.of());
    Behavior behavior = new Behavior(Optional.of(up), Optional.of(down));

    // When
    List<Step> steps = run(Optional.of(behavior), MIN, totals);

    // Then
    assertThat(steps)
        .filteredOn(step -> step.after() > step.before())
        .allMatch(
            step -> {
              int start = atTheBeginning(steps, step, policy.period());
              double most =
                  policy.type() == Policy.Type.PODS
                      ? start + policy.value()
                      : Math.ceil(start * (1 + policy.value() / 100.0));
              return step.after() <= most;
            });
  }

  @Property(tries = 300)
  void a_policy_is_never_exceeded_downwards_within_its_period(
      @ForAll("policies") Policy policy, @ForAll("totals") List<Integer> totals) {
    // Given
    ScalingRules down = rules(Optional.of(Duration.ZERO), Optional.empty(), List.of(policy));
    Behavior behavior = new Behavior(Optional.empty(), Optional.of(down));

    // When
    List<Step> steps = run(Optional.of(behavior), MAX, totals);

    // Then
    assertThat(steps)
        .filteredOn(step -> step.after() < step.before())
        .allMatch(
            step -> {
              int start = atTheBeginning(steps, step, policy.period());
              double least =
                  policy.type() == Policy.Type.PODS
                      ? start - policy.value()
                      : Math.floor(start * (1 - policy.value() / 100.0));
              return step.after() >= least;
            });
  }

  /** Replicas before the first change that is younger than a period. */
  private static int atTheBeginning(List<Step> steps, Step last, Duration period) {
    return steps.stream()
        .filter(step -> step.at().isAfter(last.at().minus(period)))
        .findFirst()
        .orElseThrow()
        .before();
  }

  @Property(tries = 300)
  void nothing_is_taken_away_before_its_window(
      @ForAll("behaviors") Optional<Behavior> behavior, @ForAll("totals") List<Integer> totals) {
    // Given
    Duration window =
        behavior
            .flatMap(Behavior::scaleDown)
            .flatMap(ScalingRules::stabilizationWindow)
            .orElse(Duration.ofSeconds(300));

    // When
    List<Step> steps = run(behavior, 30, totals);

    // Then
    assertThat(steps)
        .filteredOn(step -> step.after() < step.before() && step.before() <= MAX)
        .allMatch(
            step ->
                steps.stream()
                    .filter(s -> !s.at().isAfter(step.at()))
                    .filter(s -> s.at().isAfter(step.at().minus(window)))
                    .allMatch(s -> Math.min(s.asked(), MAX) <= Math.max(step.after(), MIN)));
  }

  @Property(tries = 300)
  void it_is_at_rest_where_the_metric_asks_for_what_is_there(
      @ForAll("behaviors") Optional<Behavior> behavior,
      @ForAll @IntRange(min = MIN, max = MAX) int replicas,
      @ForAll @IntRange(min = 1, max = 30) int syncs) {
    // Given
    List<Integer> totals = java.util.Collections.nCopies(syncs, replicas * 10);

    // When
    List<Step> steps = run(behavior, replicas, totals);

    // Then
    assertThat(steps).allMatch(step -> step.after() == replicas);
  }

  @Property
  void the_same_sync_again_comes_to_the_same(
      @ForAll("behaviors") Optional<Behavior> behavior,
      @ForAll @IntRange(min = MIN, max = MAX) int replicas,
      @ForAll @IntRange(min = 0, max = 900) int total) {
    // Given
    Sync sync = new Sync(hpa(behavior), HpaSettings.defaults());
    Sync.Result first = sync(sync, replicas, total, HpaMemory.EMPTY, START);

    // When
    Sync.Result again = sync(sync, replicas, total, HpaMemory.EMPTY, START);

    // Then
    assertThat(again).isEqualTo(first);
  }

  @Property
  void more_of_a_shared_metric_never_asks_for_less(
      @ForAll @LongRange(min = 0, max = 1_000_000) long total,
      @ForAll @LongRange(min = 0, max = 1_000_000) long more,
      @ForAll @LongRange(min = 1, max = 100_000) long target,
      @ForAll @IntRange(min = 1, max = 100) int replicas,
      @ForAll @DoubleRange(min = 0, max = 0.9) double tolerance) {
    // Given
    Tolerances tolerances = new Tolerances(tolerance, tolerance);

    // When
    int less = ReplicaCalculator.averageValue(total, target, replicas, tolerances).replicas();

    // Then
    assertThat(
            ReplicaCalculator.averageValue(total + more, target, replicas, tolerances).replicas())
        .isGreaterThanOrEqualTo(less);
  }

  @Property
  void a_higher_wish_never_comes_to_fewer_replicas(
      @ForAll("behaviors") Optional<Behavior> behavior,
      @ForAll @IntRange(min = MIN, max = MAX) int current,
      @ForAll @IntRange(min = 0, max = 100) int desired,
      @ForAll @IntRange(min = 0, max = 100) int more,
      @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 80) Integer> earlier) {
    // Given
    List<Recommendation> recommendations = new ArrayList<>();
    for (int each : earlier) {
      recommendations.add(
          new Recommendation(each, START.minusSeconds(30L * recommendations.size())));
    }
    HpaMemory memory = new HpaMemory(true, recommendations, List.of(), List.of(), false);

    // When
    int less = normalised(behavior, memory, current, desired);

    // Then
    assertThat(normalised(behavior, memory, current, desired + more)).isGreaterThanOrEqualTo(less);
  }

  private static int normalised(
      Optional<Behavior> behavior, HpaMemory memory, int current, int desired) {
    HpaSettings settings = HpaSettings.defaults();
    return behavior
        .map(
            b -> Normalisation.withBehavior(b, memory, current, desired, MIN, MAX, settings, START))
        .orElseGet(
            () ->
                Normalisation.withoutBehavior(memory, current, desired, MIN, MAX, settings, START))
        .replicas();
  }

  @Property(tries = 300)
  void memory_stays_as_long_as_its_windows_need(
      @ForAll("behaviors") Optional<Behavior> behavior,
      @ForAll @Size(min = 200, max = 200) List<@IntRange(min = 0, max = 900) Integer> totals) {
    // Given
    Sync sync = new Sync(hpa(behavior), HpaSettings.defaults());
    HpaMemory memory = HpaMemory.EMPTY;
    int replicas = MIN;

    // When
    for (int i = 0; i < totals.size(); i++) {
      Sync.Result result = sync(sync, replicas, totals.get(i), memory, START.plusSeconds(15L * i));
      memory = result.memory();
      replicas = result.decision().after();
    }

    // Then
    assertThat(memory.recommendations().size() + memory.ups().size() + memory.downs().size())
        .isLessThan(60);
  }
}
