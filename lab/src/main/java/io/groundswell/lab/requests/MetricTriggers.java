package io.groundswell.lab.requests;

import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.lab.LabException;
import io.groundswell.lab.http.Traffic;
import io.groundswell.lab.metrics.MetricsSource;
import io.groundswell.lab.metrics.Ranges;
import io.groundswell.triggers.Trigger;
import io.groundswell.triggers.TriggerException;
import io.groundswell.triggers.TriggerSpec;
import io.groundswell.triggers.Triggers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The {@code prometheus} triggers of a ScaledObject, asked at a source of the lab's own. Their
 * ranges are as much shorter as the autoscaler's clock is faster.
 */
final class MetricTriggers implements AutoCloseable {

  private static final String QUERY = "query";

  /** Of the cluster's Prometheus; the lab's own has neither a lock nor another address. */
  private static final List<String> OF_THE_CLUSTER =
      List.of("serverAddress", "authModes", "unsafeSsl", "awsRegion", "namespace");

  private final List<io.groundswell.autoscaler.Trigger> specs;
  private final List<Trigger> open = new ArrayList<>();

  private MetricTriggers(List<io.groundswell.autoscaler.Trigger> specs) {
    this.specs = specs;
  }

  /**
   * The queries that will be asked.
   *
   * @throws LabException if a trigger is neither of Prometheus nor the HPA's own
   */
  static List<String> queries(ScaledObject scaledObject, double speed) {
    return prometheus(scaledObject).stream()
        .map(trigger -> trigger.metadata().getOrDefault(QUERY, ""))
        .map(query -> Ranges.shortened(query, speed))
        .toList();
  }

  /**
   * Opens them.
   *
   * @param requests that wake every trigger where there may be no replica
   * @throws LabException if their settings are wrong
   */
  static MetricTriggers open(
      ScaledObject scaledObject,
      Optional<MetricsSource> source,
      double speed,
      Supplier<Traffic.Counts> requests) {
    MetricTriggers triggers = new MetricTriggers(prometheus(scaledObject));
    for (io.groundswell.autoscaler.Trigger trigger : triggers.specs) {
      Map<String, String> metadata = new HashMap<>(trigger.metadata());
      OF_THE_CLUSTER.forEach(metadata::remove);
      metadata.put("serverAddress", source.orElseThrow().address().toString());
      metadata.computeIfPresent(QUERY, (_, query) -> Ranges.shortened(query, speed));
      try {
        Trigger open =
            Triggers.open(
                new TriggerSpec(trigger.index(), trigger.type(), metadata, Map.of(), Map.of()));
        triggers.open.add(
            scaledObject.idleOrMinReplicas() == 0 ? new WokenTrigger(open, requests) : open);
      } catch (TriggerException e) {
        triggers.close();
        throw new LabException(
            "trigger " + trigger.index() + " (" + trigger.type() + "): " + e.getMessage(), e);
      }
    }
    return triggers;
  }

  private static List<io.groundswell.autoscaler.Trigger> prometheus(ScaledObject scaledObject) {
    for (io.groundswell.autoscaler.Trigger trigger : scaledObject.triggers()) {
      if (!trigger.isResource() && !trigger.type().equals("prometheus")) {
        throw new LabException(
            "trigger "
                + trigger.index()
                + " of ScaledObject "
                + scaledObject.name()
                + " is of type "
                + trigger.type()
                + ": under requests the lab runs prometheus, cpu and memory");
      }
    }
    return scaledObject.triggers().stream().filter(trigger -> !trigger.isResource()).toList();
  }

  List<Trigger> all() {
    return open;
  }

  /** What they announce. */
  List<TriggerMetric> metrics() {
    List<TriggerMetric> metrics = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      Trigger trigger = open.get(i);
      metrics.add(
          new TriggerMetric(
              specs.get(i).index(), trigger.metricName(), trigger.target(), trigger.activation()));
    }
    return metrics;
  }

  /** Between two scrapes: a cluster's usual 15 s, on the autoscaler's clock. */
  static Duration scrapeInterval(double speed) {
    return Duration.ofMillis(Math.clamp((long) (15_000 / speed), 250, 15_000));
  }

  @Override
  public void close() {
    open.forEach(Trigger::close);
  }
}
