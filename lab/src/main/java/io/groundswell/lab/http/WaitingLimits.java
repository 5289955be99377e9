package io.groundswell.lab.http;

import java.time.Duration;

/**
 * How requests may wait for a replica.
 *
 * @param requests so many at once; more are refused
 * @param time the longest that one waits
 */
public record WaitingLimits(int requests, Duration time) {

  /** A thousand requests, 30 s each. */
  public static final WaitingLimits DEFAULT = new WaitingLimits(1000, Duration.ofSeconds(30));

  /**
   * @throws IllegalArgumentException if a limit is below 0
   */
  public WaitingLimits {
    if (requests < 0 || time.isNegative()) {
      throw new IllegalArgumentException("limits must not be negative: " + requests + ", " + time);
    }
  }
}
