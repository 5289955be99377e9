package io.groundswell.autoscaler.hpa;

import java.io.Serial;

/** A metric from which no replicas can be told; its text says why, in one line. */
public final class MetricFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** A failure with its reason. */
  public MetricFailure(String message) {
    super(message);
  }
}
