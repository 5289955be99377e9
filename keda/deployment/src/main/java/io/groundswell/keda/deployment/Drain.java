package io.groundswell.keda.deployment;

import java.time.Duration;

/**
 * How long the application takes to stop, at most: Quarkus' {@code quarkus.shutdown.*}.
 *
 * @param delay time in which it answers "not ready" and goes on working
 * @param timeout time that work in hand is given to end
 */
record Drain(Duration delay, Duration timeout) {

  static final Drain NONE = new Drain(Duration.ZERO, Duration.ZERO);

  /** What a kubelet grants a pod that says nothing. */
  private static final Duration KUBERNETES_DEFAULT = Duration.ofSeconds(30);

  /** What the process needs beside the drain, to close connections and to exit. */
  private static final Duration EXIT = Duration.ofSeconds(5);

  Duration total() {
    return delay.plus(timeout);
  }

  /** The grace period that lets the drain end. */
  Duration gracePeriod() {
    Duration needed = Duration.ofSeconds(total().plusNanos(999_999_999).toSeconds()).plus(EXIT);
    return needed.compareTo(KUBERNETES_DEFAULT) > 0 ? needed : KUBERNETES_DEFAULT;
  }

  /** What is wrong with a grace period, if it ends before the drain. */
  String tooShort(String setting, Duration gracePeriod) {
    return String.format(
        "%s=%ds is shorter than the drain of %ds (quarkus.shutdown.delay and"
            + " quarkus.shutdown.timeout), so work in hand is killed: it may be %ds or more",
        setting,
        gracePeriod.toSeconds(),
        gracePeriod().minus(EXIT).toSeconds(),
        gracePeriod().toSeconds());
  }
}
