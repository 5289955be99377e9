package io.groundswell.autoscaler;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * KEDA's {@code keda.sh/v1alpha1 ScaledJob}: Jobs that each take some work and end, instead of
 * replicas that stay.
 *
 * @param name its name
 * @param namespace its namespace; empty if the manifest leaves it to {@code kubectl}
 * @param annotations its annotations, one of which pauses it
 * @param pollingInterval how often KEDA asks the triggers
 * @param minReplicaCount Jobs that always run
 * @param maxReplicaCount most Jobs
 * @param successfulJobsHistoryLimit finished Jobs that are kept
 * @param failedJobsHistoryLimit failed Jobs that are kept
 * @param rollout what happens to running Jobs when the spec changes
 * @param strategy how many Jobs to add
 * @param triggers the event sources
 */
public record ScaledJob(
    String name,
    String namespace,
    Map<String, String> annotations,
    Optional<Duration> pollingInterval,
    OptionalInt minReplicaCount,
    OptionalInt maxReplicaCount,
    OptionalInt successfulJobsHistoryLimit,
    OptionalInt failedJobsHistoryLimit,
    Rollout rollout,
    Strategy strategy,
    List<Trigger> triggers) {

  private static final int DEFAULT_MAX = 100;
  private static final int DEFAULT_HISTORY = 100;

  /** What happens to running Jobs when the spec changes. */
  public enum Rollout {
    /** They are deleted. */
    IMMEDIATE("immediate"),
    /** They go on to their end. */
    GRADUAL("gradual");

    private final String text;

    Rollout(String text) {
      this.text = text;
    }

    /** As manifests spell it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * How many Jobs to add.
   *
   * @param kind which arithmetic
   * @param queueLengthDeduction with {@code custom}: taken off what the queue asks for
   * @param runningJobPercentage with {@code custom}: the share of the running Jobs taken off it; if
   *     it is no number, the default strategy holds
   * @param calculation how several triggers are put together
   * @param pendingPodConditions a Job is pending unless one of its pods has all of them; if there
   *     are none, unless one runs or has succeeded
   */
  public record Strategy(
      Kind kind,
      int queueLengthDeduction,
      String runningJobPercentage,
      Calculation calculation,
      List<String> pendingPodConditions) {

    /** Which arithmetic. */
    public enum Kind {
      /** Running Jobs still count in the queue. */
      DEFAULT("default"),
      /** Something in between. */
      CUSTOM("custom"),
      /** Running Jobs don't count in the queue. */
      ACCURATE("accurate"),
      /** All free places at once. */
      EAGER("eager");

      private final String text;

      Kind(String text) {
        this.text = text;
      }

      /** As manifests spell it. */
      @Override
      public String toString() {
        return text;
      }
    }

    /** How several triggers are put together. */
    public enum Calculation {
      MAX("max"),
      MIN("min"),
      AVG("avg"),
      SUM("sum");

      private final String text;

      Calculation(String text) {
        this.text = text;
      }

      /** As manifests spell it. */
      @Override
      public String toString() {
        return text;
      }
    }

    public Strategy {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(runningJobPercentage);
      Objects.requireNonNull(calculation);
      pendingPodConditions = List.copyOf(pendingPodConditions);
    }

    /** The default one. */
    public static Strategy defaults() {
      return new Strategy(Kind.DEFAULT, 0, "", Calculation.MAX, List.of());
    }
  }

  public ScaledJob {
    Objects.requireNonNull(name);
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(pollingInterval);
    Objects.requireNonNull(minReplicaCount);
    Objects.requireNonNull(maxReplicaCount);
    Objects.requireNonNull(successfulJobsHistoryLimit);
    Objects.requireNonNull(failedJobsHistoryLimit);
    Objects.requireNonNull(rollout);
    Objects.requireNonNull(strategy);
    annotations = Map.copyOf(annotations);
    triggers = List.copyOf(triggers);
  }

  /** How often KEDA asks the triggers: 30 s if absent. */
  public Duration pollingIntervalOrDefault() {
    return pollingInterval.orElse(Duration.ofSeconds(30));
  }

  /** Jobs that always run. */
  public int effectiveMin() {
    return Math.min(minReplicaCount.orElse(0), maxReplicaCount.orElse(DEFAULT_MAX));
  }

  /** Most Jobs besides those that always run. */
  public int effectiveMax() {
    if (maxReplicaCount.isEmpty()) {
      return DEFAULT_MAX;
    }
    int max = maxReplicaCount.getAsInt();
    return minReplicaCount.orElse(0) > max ? max : max - minReplicaCount.orElse(0);
  }

  /** Finished Jobs that are kept. */
  public int keptSuccessful() {
    return successfulJobsHistoryLimit.orElse(DEFAULT_HISTORY);
  }

  /** Failed Jobs that are kept. */
  public int keptFailed() {
    return failedJobsHistoryLimit.orElse(DEFAULT_HISTORY);
  }
}
