package io.groundswell.triggers;

/** A trigger's settings are wrong, or its source can't be read. One line, without secrets. */
public final class TriggerException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With a message of one line. */
  public TriggerException(String message) {
    super(message);
  }

  /** With a message of one line and the cause. */
  public TriggerException(String message, Throwable cause) {
    super(message, cause);
  }
}
