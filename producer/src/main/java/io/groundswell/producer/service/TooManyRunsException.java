package io.groundswell.producer.service;

import java.io.Serial;

/** There are as many runs as there may be. */
final class TooManyRunsException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  TooManyRunsException() {
    super("there are " + Producing.MOST_AT_ONCE + " runs already: wait until one has ended");
  }
}
