package io.groundswell.producer.pace;

import java.util.OptionalLong;

/** All orders are due at the beginning, and there is no end to them. */
public record AtOnce() implements Pace {

  @Override
  public OptionalLong due(long sequence) {
    return OptionalLong.of(0);
  }
}
