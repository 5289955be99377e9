package io.groundswell.autoscaler.hpa;

import java.time.Instant;
import java.util.Objects;

/**
 * A change of replicas that the HPA made.
 *
 * @param change replicas added or taken away, above zero
 * @param at when
 * @param outdated whether no policy looks back so far any more, so that its slot may be used again
 */
public record ScaleEvent(int change, Instant at, boolean outdated) {
  public ScaleEvent {
    Objects.requireNonNull(at);
  }
}
