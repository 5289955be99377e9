package io.groundswell.autoscaler;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was seen at one moment: all that a decision depends on besides the spec, the memory of
 * earlier decisions and the time.
 *
 * @param target the thing that is scaled
 * @param readings one for each {@link TriggerMetric} given to the {@link Autoscaler}, in that
 *     order; for a plain HPA one for each of its Object and External metrics. May be empty where
 *     {@link Autoscaler#pollReads} or {@link Autoscaler#syncReads} says that nobody will look
 * @param pods the target's pods; may be empty where no metric looks at single pods, then the counts
 *     of the target stand for them
 * @param samples what pods used: by resource ({@code cpu}, {@code memory}) or by the name of a Pods
 *     metric
 */
public record Observation(
    Target target, List<Reading> readings, List<Pod> pods, Map<String, List<PodSample>> samples) {

  public Observation {
    Objects.requireNonNull(target);
    readings = List.copyOf(readings);
    pods = List.copyOf(pods);
    samples = Map.copyOf(samples);
  }

  /** An observation without a look at single pods. */
  public Observation(Target target, List<Reading> readings) {
    this(target, readings, List.of(), Map.of());
  }

  /** An observation without a look at single pods. */
  public static Observation of(Target target, Reading... readings) {
    return new Observation(target, List.of(readings));
  }
}
