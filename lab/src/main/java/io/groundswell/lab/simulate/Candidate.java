package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.HorizontalPodAutoscaler;
import io.groundswell.autoscaler.HpaMetric;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.ManifestException;
import io.groundswell.autoscaler.Manifests;
import io.groundswell.autoscaler.Reading;
import io.groundswell.autoscaler.ScaledJob;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.Trigger;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.autoscaler.simulator.Gauge;
import io.groundswell.autoscaler.simulator.Simulation;
import io.groundswell.lab.LabException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A ScaledObject or an HPA that can be simulated.
 *
 * @param name its name
 * @param autoscaler makes a new one at {@link Simulation#BEGIN}
 * @param gauges one for each of the autoscaler's readings
 * @param restingReplicas while nothing is to be done
 * @param consumersAtMost as many replicas as can take orders side by side
 * @param settings what it says, for people, in the order of a ScaledObject
 */
record Candidate(
    String name,
    Supplier<Autoscaler> autoscaler,
    List<Gauge> gauges,
    int restingReplicas,
    OptionalInt consumersAtMost,
    Map<String, String> settings) {

  private static final Gauge WHOLE_QUEUE = (ready, unacked) -> Reading.of(ready + unacked);

  /** This by another name. */
  Candidate named(String other) {
    return new Candidate(other, autoscaler, gauges, restingReplicas, consumersAtMost, settings);
  }

  /**
   * All of a file.
   *
   * @param partitions of a topic
   * @param warnings hears of unknown fields and of what isn't simulated
   * @throws LabException if there is none, or one can't be simulated
   */
  static List<Candidate> read(Path file, int partitions, Consumer<String> warnings) {
    try {
      return of(Manifests.read(file), file.toString(), partitions, warnings);
    } catch (ManifestException e) {
      throw ManifestFile.wrong(file, e);
    }
  }

  /** All of some text, which messages call {@code source}. */
  static List<Candidate> of(
      Manifests manifests, String source, int partitions, Consumer<String> warnings) {
    manifests.warnings().forEach(warnings);
    for (ScaledJob each : manifests.scaledJobs()) {
      warnings.accept("ScaledJob " + each.name() + ": Jobs aren't simulated: it is left out");
    }
    List<Candidate> all = new ArrayList<>();
    for (ScaledObject each : manifests.scaledObjects()) {
      all.add(of(each, partitions, warnings));
    }
    for (HorizontalPodAutoscaler each : manifests.hpas()) {
      all.add(of(each, warnings));
    }
    if (all.isEmpty()) {
      throw new LabException(
          "manifest "
              + source
              + " has neither a ScaledObject nor a HorizontalPodAutoscaler"
              + (manifests.scaledJobs().isEmpty() ? "" : ", and ScaledJobs aren't simulated"));
    }
    return all;
  }

  private static Candidate of(
      ScaledObject scaledObject, int partitions, Consumer<String> warnings) {
    String place = "ScaledObject " + scaledObject.name() + ": ";
    List<Trigger> kept = new ArrayList<>();
    List<QueueTrigger> triggers = new ArrayList<>();
    for (Trigger trigger : scaledObject.triggers()) {
      if (QueueTrigger.supports(trigger)) {
        kept.add(trigger);
        triggers.add(QueueTrigger.of(trigger, partitions, text -> warnings.accept(place + text)));
      } else {
        warnings.accept(place + unsupported(trigger) + ": it is left out, as if it weren't there");
      }
    }
    requireOneQueue(scaledObject, triggers);
    ScaledObject simulated = scaledObject.toBuilder().triggers(kept).build();
    List<TriggerMetric> metrics = new ArrayList<>();
    for (int i = 0; i < triggers.size(); i++) {
      metrics.add(triggers.get(i).metric(i));
    }
    boolean partitioned = triggers.stream().anyMatch(QueueTrigger::isPartitioned);
    return new Candidate(
        scaledObject.name(),
        () -> autoscaler(simulated, metrics),
        triggers.stream().map(QueueTrigger::gauge).toList(),
        scaledObject.idleOrMinReplicas(),
        partitioned ? OptionalInt.of(partitions) : OptionalInt.empty(),
        SettingsText.of(scaledObject, metrics));
  }

  private static Autoscaler autoscaler(ScaledObject scaledObject, List<TriggerMetric> metrics) {
    try {
      return new Autoscaler(scaledObject, metrics, Simulation.BEGIN, HpaSettings.defaults());
    } catch (ManifestException e) {
      throw new LabException("ScaledObject " + scaledObject.name() + ": " + e.getMessage(), e);
    }
  }

  private static void requireOneQueue(ScaledObject scaledObject, List<QueueTrigger> triggers) {
    if (triggers.isEmpty()) {
      throw new LabException(
          "ScaledObject "
              + scaledObject.name()
              + ": "
              + scaledObject.triggers().stream()
                  .map(Candidate::unsupported)
                  .findFirst()
                  .orElse("it has no trigger")
              + ": it may be one of "
              + String.join(", ", QueueTrigger.TYPES));
    }
    TreeSet<String> sources = new TreeSet<>();
    triggers.forEach(t -> sources.add(t.source()));
    if (sources.size() > 1) {
      throw new LabException(
          "ScaledObject "
              + scaledObject.name()
              + " watches "
              + String.join(", ", sources)
              + ": the simulator has one queue for a ScaledObject");
    }
  }

  private static String unsupported(Trigger trigger) {
    return "trigger " + trigger.index() + " (" + trigger.type() + ") is an unsupported trigger";
  }

  private static Candidate of(HorizontalPodAutoscaler hpa, Consumer<String> warnings) {
    String place = "HorizontalPodAutoscaler " + hpa.name() + ": ";
    List<HpaMetric> kept = new ArrayList<>();
    for (HpaMetric metric : hpa.metrics()) {
      String what = "metric " + metric.name() + " (" + metric.source() + ")";
      if (metric.source() == HpaMetric.Source.EXTERNAL
          || metric.source() == HpaMetric.Source.OBJECT) {
        warnings.accept(place + what + " is taken for the queue's length, with orders in hand");
        kept.add(metric);
      } else {
        warnings.accept(
            place + what + " is an unsupported metric: it is left out, as if it weren't there");
      }
    }
    if (kept.isEmpty()) {
      throw new LabException(
          place + "it has no External or Object metric, so nothing that can be simulated");
    }
    HorizontalPodAutoscaler simulated =
        new HorizontalPodAutoscaler(
            hpa.name(),
            hpa.namespace(),
            hpa.target(),
            hpa.minReplicas(),
            hpa.maxReplicas(),
            kept,
            hpa.behavior());
    return new Candidate(
        hpa.name(),
        () -> new Autoscaler(simulated, Simulation.BEGIN, HpaSettings.defaults()),
        kept.stream().map(ignored -> WHOLE_QUEUE).toList(),
        hpa.minReplicas(),
        OptionalInt.empty(),
        SettingsText.of(simulated));
  }
}
