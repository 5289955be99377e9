package io.groundswell.autoscaler.hpa;

import java.time.Instant;
import java.util.Objects;

/**
 * What the metrics asked for at one sync, before any limit.
 *
 * @param replicas their count
 * @param at when
 */
public record Recommendation(int replicas, Instant at) {
  public Recommendation {
    Objects.requireNonNull(at);
  }
}
