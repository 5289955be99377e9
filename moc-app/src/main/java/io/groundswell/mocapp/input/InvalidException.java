package io.groundswell.mocapp.input;

import java.io.Serial;
import java.util.List;

/** A request that doesn't have the form it must have. */
public final class InvalidException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Invalid> errors;

  InvalidException(List<Invalid> errors) {
    super(errors.toString(), null, false, false);
    this.errors = List.copyOf(errors);
  }

  /** All that is wrong with it. */
  public List<Invalid> errors() {
    return errors;
  }
}
