package io.groundswell.autoscaler;

import java.util.Objects;

/** What an event source answered when it was asked for one metric. */
public sealed interface Reading {

  /**
   * The source answered.
   *
   * @param value the metric, in its own unit (messages, lag, ...), before KEDA turns it into
   *     thousandths
   * @param active whether it calls for at least one replica, as the trigger decides: usually {@code
   *     value} above its activation value
   */
  record Value(double value, boolean active) implements Reading {}

  /**
   * The source didn't answer, also not when asked once more.
   *
   * @param message why, in one line, without secrets
   */
  record Failure(String message) implements Reading {
    public Failure {
      Objects.requireNonNull(message);
    }
  }

  /**
   * The trigger itself couldn't be made: wrong metadata, a missing secret, an unknown type. KEDA
   * then does nothing at all for the whole ScaledObject.
   *
   * @param message why, in one line, without secrets
   */
  record Unbuilt(String message) implements Reading {
    public Unbuilt {
      Objects.requireNonNull(message);
    }
  }

  /** A value that is active if it is above zero. */
  static Reading of(double value) {
    return new Value(value, value > 0);
  }
}
