package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Pod;
import io.groundswell.autoscaler.PodSample;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pods by what their samples are worth, after {@code groupPods} of {@code replica_calculator.go}.
 *
 * @param ready how many pods count as they are
 * @param unready names of pods whose samples can't be trusted yet
 * @param missing names of pods without a sample
 * @param ignored names of pods that are gone or going
 */
public record PodGroups(int ready, Set<String> unready, Set<String> missing, Set<String> ignored) {

  /**
   * Groups pods.
   *
   * @param resource {@code cpu} looks at readiness too; anything else doesn't
   */
  public static PodGroups of(
      List<Pod> pods,
      Map<String, PodSample> samples,
      String resource,
      HpaSettings settings,
      Instant now) {
    Set<String> unready = new LinkedHashSet<>();
    Set<String> missing = new LinkedHashSet<>();
    Set<String> ignored = new LinkedHashSet<>();
    int ready = 0;
    for (Pod pod : pods) {
      PodSample sample = samples.get(pod.name());
      if (pod.deleted() || pod.phase() == Pod.Phase.FAILED) {
        ignored.add(pod.name());
      } else if (pod.phase() == Pod.Phase.PENDING) {
        unready.add(pod.name());
      } else if (sample == null) {
        missing.add(pod.name());
      } else if (resource.equals("cpu") && doubtful(pod, sample, settings, now)) {
        unready.add(pod.name());
      } else {
        ready++;
      }
    }
    return new PodGroups(ready, unready, missing, ignored);
  }

  /** A pod that starts burns CPU that says nothing of its load. */
  private static boolean doubtful(Pod pod, PodSample sample, HpaSettings settings, Instant now) {
    if (pod.ready() == Pod.Ready.ABSENT || pod.startedAt() == null) {
      return true;
    }
    boolean isUnready = pod.ready() == Pod.Ready.FALSE;
    if (pod.startedAt().plus(settings.cpuInitializationPeriod()).isAfter(now)) {
      return isUnready || sample.at().isBefore(pod.readySince().plus(sample.window()));
    }
    return isUnready
        && pod.startedAt().plus(settings.initialReadinessDelay()).isAfter(pod.readySince());
  }
}
