package io.groundswell.mocapp.burn;

import java.io.Serial;

/** More memory was asked for than may be held. */
public final class LimitReachedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  LimitReachedException(long held, long limit) {
    super(
        "%d of %d MiB are held already: try again later, or raise MOC_MEMORY_LIMIT"
            .formatted(held >> 20, limit >> 20));
  }
}
