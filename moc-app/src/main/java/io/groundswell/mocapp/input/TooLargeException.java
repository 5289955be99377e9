package io.groundswell.mocapp.input;

import java.io.Serial;

/** A body that is larger than one that is taken. */
public final class TooLargeException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  TooLargeException(int largest) {
    super(
        "The body is too large: at most %d bytes are taken".formatted(largest), null, false, false);
  }
}
