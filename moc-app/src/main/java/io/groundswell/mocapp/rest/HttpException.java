package io.groundswell.mocapp.rest;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** Ends a request with a status and {@code {"detail": ...}}. */
final class HttpException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Duration retryAfter;

  HttpException(int status, String detail) {
    this(status, detail, null);
  }

  /**
   * One that may be asked again.
   *
   * @param retryAfter when, in whole seconds
   */
  HttpException(int status, String detail, Duration retryAfter) {
    super(detail, null, false, false);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
