package io.groundswell.brokers;

/** A broker can't be started, reached or used. The message is one line and holds no secret. */
public final class BrokerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message of one line that says the way out. */
  public BrokerException(String message) {
    super(message);
  }

  /** With a message of one line that says the way out, and the cause. */
  public BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
