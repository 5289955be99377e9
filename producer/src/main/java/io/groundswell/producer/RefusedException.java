package io.groundswell.producer;

import java.io.IOException;
import java.io.Serial;

/**
 * The broker is there and says no: to the user, the virtual host or the queue. Trying again doesn't
 * help. Its text is one line without secrets.
 */
public final class RefusedException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  /** Says who refused what. */
  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
