package io.groundswell.autoscaler;

import java.io.Serial;

/** A manifest that KEDA or Kubernetes would refuse; its text says why, in one line. */
public final class ManifestException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public ManifestException(String message) {
    this(message, null);
  }

  public ManifestException(String message, Throwable cause) {
    super(message.lines().findFirst().orElse(""), cause);
  }
}
