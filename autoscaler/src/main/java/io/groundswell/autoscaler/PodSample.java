package io.groundswell.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What one pod used, as the metrics server measured it.
 *
 * @param pod the pod's name
 * @param usage thousandths by container; a metric of the pod as a whole has the one key {@code ""}
 * @param at the end of the measurement
 * @param window how long was measured
 */
public record PodSample(String pod, Map<String, Long> usage, Instant at, Duration window) {

  public PodSample {
    Objects.requireNonNull(pod);
    Objects.requireNonNull(at);
    Objects.requireNonNull(window);
    usage = Map.copyOf(usage);
  }
}
