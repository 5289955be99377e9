package io.groundswell.autoscaler;

import static io.groundswell.autoscaler.Fixture.at;
import static io.groundswell.autoscaler.Fixture.autoscaler;
import static io.groundswell.autoscaler.Fixture.scaledObject;
import static io.groundswell.autoscaler.Fixture.seen;
import static io.groundswell.autoscaler.Fixture.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.Decision.By;
import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.keda.Annotations;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineReader;
import io.groundswell.autoscaler.timeline.TimelineWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every ScaledObject, whatever its triggers do. */
class AutoscalerPropertiesTest {

  private static final int MAX = 10;
  private static final Duration COOLDOWN = Duration.ofSeconds(30);

  /** A minute or so of polls and syncs at their own times; each looks at the next two values. */
  private static List<Decision> run(ScaledObject object, List<Double> values) {
    Autoscaler autoscaler = autoscaler(object);
    List<Decision> decisions = new ArrayList<>();
    int replicas = 0;
    for (int i = 0; i + 1 < values.size(); i += 2) {
      boolean polls = !autoscaler.nextPoll().isAfter(autoscaler.nextSync());
      Instant now = polls ? autoscaler.nextPoll() : autoscaler.nextSync();
      if (now.equals(Instant.MAX)) {
        return decisions;
      }
      Observation observation = seen(replicas, values.get(i), values.get(i + 1));
      Decision decision =
          polls ? autoscaler.poll(observation, now) : autoscaler.sync(observation, now);
      decisions.add(decision);
      replicas = decision.after();
    }
    return decisions;
  }

  @Provide
  Arbitrary<List<Double>> values() {
    return Arbitraries.of(0.0, 0.0, 0.5, 3.0, 12.0, 11.0, 45.0, 900.0, -1.0, Fixture.FAILS)
        .list()
        .ofMinSize(20)
        .ofMaxSize(120);
  }

  @Provide
  Arbitrary<ScaledObject> objects() {
    ScaledObject plain = scaledObject().trigger(trigger(0)).trigger(trigger(1)).build();
    Fallback fallback = new Fallback(1, 4, Fallback.Behavior.STATIC);
    ScalingModifiers sum =
        new ScalingModifiers("a + b", "10", "", Trigger.MetricType.AVERAGE_VALUE);
    return Arbitraries.of(
        plain,
        plain.toBuilder().fallback(fallback).build(),
        plain.toBuilder().idleReplicaCount(0).minReplicaCount(3).build(),
        plain.toBuilder().minReplicaCount(2).build(),
        plain.toBuilder().scalingModifiers(sum).build(),
        plain.toBuilder().scalingModifiers(sum).fallback(fallback).build(),
        plain.toBuilder().behavior(Behavior.empty()).build(),
        plain.withAnnotations(Map.of(Annotations.PAUSED_SCALE_IN, "true")),
        plain.withAnnotations(Map.of(Annotations.FORCE_ACTIVATION, "true")),
        plain.withAnnotations(Map.of(Annotations.PAUSED_REPLICAS, "3")));
  }

  @Property(tries = 300)
  void replicas_stay_within_bounds(
      @ForAll("objects") ScaledObject object, @ForAll("values") List<Double> values) {
    // When
    List<Decision> decisions = run(object, values);

    // Then
    assertThat(decisions).allMatch(d -> d.after() >= 0 && d.after() <= MAX);
  }

  @Property(tries = 300)
  void the_hpa_neither_goes_to_zero_nor_comes_from_there(
      @ForAll("objects") ScaledObject object, @ForAll("values") List<Double> values) {
    // When
    List<Decision> decisions = run(object, values);

    // Then
    assertThat(decisions)
        .filteredOn(d -> d.by() == By.HPA && d.changes())
        .allMatch(d -> d.before() > 0 && d.after() > 0);
  }

  @Property(tries = 300)
  void keda_takes_the_last_replicas_only_when_it_was_quiet_for_long_enough(
      @ForAll("objects") ScaledObject object, @ForAll("values") List<Double> values) {
    // When
    List<Decision> decisions = run(object, values);

    // Then
    assertThat(decisions)
        .filteredOn(d -> d.code() == Code.DEACTIVATED)
        .allMatch(
            zero ->
                decisions.stream()
                    .filter(d -> d.code() == Code.ACTIVE || d.code() == Code.ACTIVATED)
                    .filter(d -> d.at().isBefore(zero.at()))
                    .allMatch(d -> d.at().plus(COOLDOWN).isBefore(zero.at().plusSeconds(1))));
  }

  @Property(tries = 300)
  void a_decision_depends_on_what_was_seen_alone(
      @ForAll("objects") ScaledObject object, @ForAll("values") List<Double> values) {
    // Given
    List<Decision> first = run(object, values);

    // When
    List<Decision> again = run(object, values);

    // Then
    assertThat(again).isEqualTo(first);
  }

  @Property(tries = 200)
  void every_decision_has_its_sentence_and_goes_through_the_timeline(
      @ForAll("objects") ScaledObject object, @ForAll("values") List<Double> values)
      throws IOException {
    // Given
    List<TimelineEvent> events = new ArrayList<>();
    for (Decision decision : run(object, values)) {
      double t = Duration.between(at(0), decision.at()).toMillis() / 1000.0;
      events.add(TimelineEvent.DecisionMade.of(t, "orders", decision));
    }
    StringWriter out = new StringWriter();

    // When
    try (TimelineWriter writer = new TimelineWriter(out)) {
      events.forEach(writer::write);
    }

    // Then
    assertThat(TimelineReader.events(new StringReader(out.toString())).toList()).isEqualTo(events);
  }
}
