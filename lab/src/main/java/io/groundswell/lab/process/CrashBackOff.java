package io.groundswell.lab.process;

import java.time.Duration;

/**
 * How long a kubelet waits before it starts a crashed container again: not at all after the first
 * crash, then 10 s, doubled by each further one up to 5 minutes; a container that ran for 10
 * minutes starts afresh.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy">Pod
 *     lifecycle</a>
 */
final class CrashBackOff {

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(10);

  private int crashes;

  /** Notes a crash of a process that had run so long, and answers how long to wait. */
  Duration afterCrash(Duration ran) {
    if (ran.compareTo(FORGIVEN_AFTER) >= 0) {
      crashes = 0;
    }
    crashes++;
    if (crashes == 1) {
      return Duration.ZERO;
    }
    int doublings = Math.min(crashes - 2, 5);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
