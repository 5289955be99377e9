package io.groundswell.mocapp.chain;

import java.io.Serial;

/** The list didn't come to its end. */
public final class FailedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final boolean downstream;

  private FailedException(boolean downstream, String message) {
    super(message, null, false, false);
    this.downstream = downstream;
  }

  /** It was this application's turn to fail. */
  static FailedException here(String name) {
    return new FailedException(false, "Erro simulado em " + name);
  }

  /**
   * One that it was passed on to failed.
   *
   * @param why in a few words
   */
  static FailedException downstream(String why) {
    return new FailedException(true, why);
  }

  /** Whether it failed in one that it was passed on to, not here. */
  public boolean downstream() {
    return downstream;
  }
}
