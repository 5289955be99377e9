package io.groundswell.autoscaler.expression;

import java.io.Serial;

/** A formula that can't be read, or that has no value; its text says why, in one line. */
public final class ExpressionException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  ExpressionException(String message) {
    super(message);
  }
}
