package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.PodSample;
import java.util.List;
import java.util.Objects;

/** What the metrics API answered for one metric of an HPA. */
public sealed interface MetricReading {

  /**
   * An External or Object metric.
   *
   * @param milli its whole, in thousandths
   */
  record Total(long milli) implements MetricReading {}

  /** A Pods, Resource or ContainerResource metric: one sample a pod. */
  record Samples(List<PodSample> samples) implements MetricReading {
    public Samples {
      samples = List.copyOf(samples);
    }
  }

  /**
   * Nothing.
   *
   * @param message why
   */
  record Failed(String message) implements MetricReading {
    public Failed {
      Objects.requireNonNull(message);
    }
  }
}
