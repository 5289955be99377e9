package io.groundswell.autoscaler.simulator;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Observation;
import io.groundswell.autoscaler.Reading;
import io.groundswell.autoscaler.Target;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One scenario under way. What falls on one instant happens in this order: work ends and replicas
 * are ready, orders arrive, KEDA polls, the HPA syncs.
 */
final class Lane {

  private static final double NANOS = 1e9;

  private final Scenario scenario;
  private final Autoscaler autoscaler;
  private final Totals totals;
  private final Optional<Consumer<TimelineEvent>> timeline;
  private final long tail;
  private final double speed;
  private final Agenda agenda = new Agenda();
  private final Measures measures;
  private final Consumers consumers;

  private Arrivals arrivals;
  private long arrived;
  private long nextArrival;
  private Instant sync;
  private long nextPoll;
  private long nextSync;
  private long giveUp = Long.MAX_VALUE;
  private int wanted;
  private long now;
  private boolean over;

  Lane(
      Scenario scenario,
      SimulationSettings settings,
      Totals totals,
      Optional<Consumer<TimelineEvent>> timeline) {
    this.scenario = scenario;
    this.autoscaler = scenario.autoscaler();
    this.totals = totals;
    this.timeline = timeline;
    this.tail = settings.tail().toNanos();
    this.speed = settings.speed();
    this.measures = new Measures(settings, scenario.restingReplicas());
    this.consumers =
        new Consumers(
            scenario.consumers(),
            scenario.name(),
            agenda,
            measures,
            totals,
            this::reached,
            scenario.random());
    wanted = scenario.restingReplicas();
    totals.wanted(0, wanted);
    consumers.begin(wanted);
    nextArrivals();
    nextPoll = nanos(autoscaler.nextPoll());
    sync = later(autoscaler.nextSync(), settings.phase());
    nextSync = nanos(sync);
  }

  private static Instant later(Instant instant, Duration delay) {
    return instant.equals(Instant.MAX) ? instant : instant.plus(delay);
  }

  /** When something happens next; {@link Long#MAX_VALUE} if it is over. */
  long next() {
    return over
        ? Long.MAX_VALUE
        : Math.min(
            Math.min(Math.min(agenda.next(), nextArrival), Math.min(nextPoll, nextSync)), giveUp);
  }

  /** Lets happen what happens next. */
  void advance() {
    now = next();
    if (agenda.next() == now) {
      agenda.take().happen(now);
    } else if (nextArrival == now) {
      arrive();
    } else if (giveUp == now) {
      over = true;
    } else {
      decide(nextPoll == now);
    }
    over |= giveUp != Long.MAX_VALUE && atRest();
    if (over) {
      consumers.end(now);
    }
  }

  private boolean atRest() {
    return measures.placedSoFar() == measures.doneSoFar()
        && wanted == scenario.restingReplicas()
        && !consumers.isStopping();
  }

  private void arrive() {
    if (arrived == arrivals.count()) {
      nextArrivals();
      return;
    }
    consumers.place(now);
    arrived++;
    nextArrival = arrived < arrivals.count() ? nextArrival + arrivals.spacing() : arrivals.end();
  }

  private void nextArrivals() {
    Optional<Arrivals> next = scenario.workload().next();
    if (next.isEmpty()) {
      nextArrival = Long.MAX_VALUE;
      giveUp = now + tail;
      return;
    }
    arrivals = next.get();
    arrived = 0;
    nextArrival = arrivals.count() > 0 ? arrivals.first() : arrivals.end();
  }

  private void decide(boolean poll) {
    Target target = new Target(wanted, consumers.existing(), consumers.ready());
    boolean reads = poll ? autoscaler.pollReads() : autoscaler.syncReads(target);
    Observation observation = new Observation(target, reads ? readings() : List.of());
    Instant at = poll ? autoscaler.nextPoll() : sync;
    Decision decision = poll ? autoscaler.poll(observation, at) : autoscaler.sync(observation, at);
    timeline.ifPresent(t -> tell(t, decision));
    if (poll) {
      nextPoll = nanos(autoscaler.nextPoll());
    } else {
      sync = autoscaler.nextSync();
      nextSync = nanos(sync);
    }
    if (decision.changes()) {
      scale(decision.after());
    }
  }

  private List<Reading> readings() {
    List<Reading> readings = new ArrayList<>(scenario.gauges().size());
    for (Gauge gauge : scenario.gauges()) {
      readings.add(gauge.read(consumers.waiting(), consumers.unacked()));
    }
    return readings;
  }

  private void scale(int replicas) {
    measures.scaled(wanted, replicas, now);
    totals.wanted(now, replicas - wanted);
    wanted = replicas;
    consumers.scale(replicas, now);
  }

  /** When an instant of the autoscaler's clock is here. */
  private long nanos(Instant instant) {
    if (instant.equals(Instant.MAX)) {
      return Long.MAX_VALUE;
    }
    long nanos = Duration.between(Simulation.BEGIN, instant).toNanos();
    return speed == 1 ? nanos : Math.round(nanos / speed);
  }

  private void tell(Consumer<TimelineEvent> listener, Decision decision) {
    double t = now / NANOS;
    listener.accept(
        new TimelineEvent.Sampled(
            t,
            consumers.waiting(),
            consumers.unacked(),
            wanted,
            consumers.existing(),
            consumers.ready(),
            measures.placedSoFar(),
            measures.doneSoFar()));
    listener.accept(TimelineEvent.DecisionMade.of(t, scenario.name(), decision));
  }

  private void reached(long at, String instance, TimelineEvent.Stage stage) {
    timeline.ifPresent(t -> t.accept(new TimelineEvent.StageReached(at / NANOS, instance, stage)));
  }

  Outcome outcome() {
    return measures.outcome(scenario.name(), now, concurrency(), wanted);
  }

  int concurrency() {
    return scenario.consumers().concurrency();
  }

  int wanted() {
    return wanted;
  }

  long now() {
    return now;
  }

  boolean over() {
    return over;
  }

  Measures measures() {
    return measures;
  }

  /** What it remembers now, counted in stretches of orders and in things that are due. */
  int remembered() {
    return consumers.runs() + agenda.size();
  }
}
