package io.groundswell.autoscaler.simulator;

import java.io.Serial;

/** A trace that can't be used; the message is one line that names the place and the way out. */
public final class TraceException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  TraceException(String message) {
    super(message);
  }

  TraceException(String message, Throwable cause) {
    super(message, cause);
  }
}
