package io.groundswell.autoscaler.keda;

/**
 * How a metric's source has been doing.
 *
 * @param failures in a row
 */
public record Health(int failures) {

  /** Nothing failed. */
  public static final Health HAPPY = new Health(0);

  Health failedOnceMore() {
    return new Health(failures + 1);
  }
}
