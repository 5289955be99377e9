package io.groundswell.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tests of a ScaledObject share: it is polled every 10 s and cools down for 30 s. */
final class Fixture {

  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  private Fixture() {}

  static Instant at(double seconds) {
    return CREATED.plusNanos(Math.round(seconds * 1e9));
  }

  /** A ScaledObject without triggers. */
  static ScaledObject.Builder scaledObject() {
    return ScaledObject.builder("orders")
        .pollingInterval(Duration.ofSeconds(10))
        .cooldownPeriod(Duration.ofSeconds(30))
        .maxReplicaCount(10);
  }

  /** A trigger of the given place; its metric has a target of 10. */
  static Trigger trigger(int index) {
    return new Trigger(
        index,
        "metrics-api",
        "abcdef".substring(index, index + 1),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  static Trigger cached(Trigger trigger) {
    return new Trigger(
        trigger.index(),
        trigger.type(),
        trigger.name(),
        trigger.metadata(),
        trigger.authenticationRef(),
        trigger.metricType(),
        true);
  }

  /** An autoscaler whose triggers each have one metric with a target of 10. */
  static Autoscaler autoscaler(ScaledObject object) {
    return new Autoscaler(object, metrics(object), CREATED, HpaSettings.defaults());
  }

  static List<TriggerMetric> metrics(ScaledObject object) {
    List<TriggerMetric> metrics = new ArrayList<>();
    for (Trigger trigger : object.triggers()) {
      if (!trigger.isResource()) {
        metrics.add(
            new TriggerMetric(trigger.index(), "s" + trigger.index() + "-" + trigger.name(), 10));
      }
    }
    return metrics;
  }

  /** What is seen where as many replicas as wanted exist and are ready. */
  static Observation seen(int replicas, double... values) {
    List<Reading> readings = new ArrayList<>();
    for (double value : values) {
      readings.add(Double.isNaN(value) ? new Reading.Failure("timed out") : Reading.of(value));
    }
    return new Observation(Target.settled(replicas), readings);
  }

  /** Stands for a source that fails. */
  static final double FAILS = Double.NaN;
}
