package io.groundswell.autoscaler;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A Job of a ScaledJob.
 *
 * @param name its name
 * @param state where it is in its life
 * @param completedAt when it came to its end; null if it hasn't, or failed
 * @param pods its pods
 */
public record Job(String name, State state, Instant completedAt, List<JobPod> pods) {

  /** Where a Job is in its life. */
  public enum State {
    RUNNING,
    COMPLETE,
    FAILED
  }

  /**
   * A pod of a Job.
   *
   * @param phase its phase
   * @param conditions the conditions that are true of it
   */
  public record JobPod(Pod.Phase phase, Set<String> conditions) {
    public JobPod {
      Objects.requireNonNull(phase);
      conditions = Set.copyOf(conditions);
    }
  }

  public Job {
    Objects.requireNonNull(name);
    Objects.requireNonNull(state);
    pods = List.copyOf(pods);
  }

  /**
   * Whether it hasn't got to work yet.
   *
   * @param required conditions that one of its pods must have; if there are none, one must run or
   *     have succeeded
   */
  public boolean pending(List<String> required) {
    return state == State.RUNNING
        && pods.stream()
            .noneMatch(
                pod ->
                    required.isEmpty()
                        ? pod.phase() == Pod.Phase.RUNNING || pod.phase() == Pod.Phase.SUCCEEDED
                        : pod.conditions().containsAll(required));
  }
}
