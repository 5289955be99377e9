package io.groundswell.messages;

import java.io.Serial;

/** A message that is no order or receipt; its text says why, in one line. */
public final class MalformedMessageException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    this(message, null);
  }

  MalformedMessageException(String message, Throwable cause) {
    super(message.lines().findFirst().orElse(""), cause);
  }
}
