package io.groundswell.lab;

import java.io.Serial;

/**
 * The lab can't go on, for a reason that its user can mend. The message is one line that names what
 * is wrong, what it was and the way out; it is printed as it is, without a stack trace.
 */
public final class LabException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public LabException(String message) {
    super(message);
  }

  public LabException(String message, Throwable cause) {
    super(message, cause);
  }
}
