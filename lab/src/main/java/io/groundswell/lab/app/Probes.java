package io.groundswell.lab.app;

import java.util.Optional;

/**
 * The three probes of a container, each of which may be left out: without a startup probe it has
 * started at once, without a readiness probe it is ready as soon as it has started.
 */
public record Probes(Optional<Probe> startup, Optional<Probe> readiness, Optional<Probe> liveness) {

  /** A container without probes. */
  public static final Probes NONE =
      new Probes(Optional.empty(), Optional.empty(), Optional.empty());
}
