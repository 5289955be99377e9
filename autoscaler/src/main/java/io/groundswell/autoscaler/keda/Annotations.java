package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.ManifestException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The annotations of a ScaledObject that steer it. A value that is no boolean counts as true, as
 * with KEDA.
 */
public final class Annotations {

  /** Stops everything and leaves the replicas. */
  public static final String PAUSED = "autoscaling.keda.sh/paused";

  /** Stops everything and sets the replicas. */
  public static final String PAUSED_REPLICAS = "autoscaling.keda.sh/paused-replicas";

  /** Stops scaling in. */
  public static final String PAUSED_SCALE_IN = "autoscaling.keda.sh/paused-scale-in";

  /** Stops scaling out. */
  public static final String PAUSED_SCALE_OUT = "autoscaling.keda.sh/paused-scale-out";

  /** Makes it active whatever the triggers say. */
  public static final String FORCE_ACTIVATION = "autoscaling.keda.sh/force-activation";

  private static final List<String> FALSE = List.of("0", "f", "F", "false", "FALSE", "False");

  private Annotations() {}

  /** Whether everything is paused. */
  public static boolean paused(Map<String, String> annotations) {
    return annotations.containsKey(PAUSED_REPLICAS) || on(annotations, PAUSED);
  }

  /** What pauses everything. */
  public static Optional<Limit.Pause> pause(Map<String, String> annotations) {
    if (annotations.containsKey(PAUSED_REPLICAS)) {
      return limit(annotations, PAUSED_REPLICAS);
    }
    return on(annotations, PAUSED) ? limit(annotations, PAUSED) : Optional.empty();
  }

  /** What pauses a ScaledJob, which knows one of these annotations alone. */
  public static Optional<Limit.Pause> jobPause(Map<String, String> annotations) {
    return on(annotations, PAUSED) ? limit(annotations, PAUSED) : Optional.empty();
  }

  /**
   * The replicas to hold while paused.
   *
   * @throws ManifestException if the value is no whole number
   */
  public static OptionalInt pausedReplicas(Map<String, String> annotations) {
    String value = annotations.get(PAUSED_REPLICAS);
    if (value == null) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value));
    } catch (NumberFormatException e) {
      throw new ManifestException(
          "annotation " + PAUSED_REPLICAS + " is '" + value + "', must be a whole number", e);
    }
  }

  /** Whether an annotation is there and isn't false. */
  public static boolean on(Map<String, String> annotations, String name) {
    String value = annotations.get(name);
    return value != null && !FALSE.contains(value);
  }

  static Optional<Limit.Pause> limit(Map<String, String> annotations, String name) {
    return Optional.ofNullable(annotations.get(name)).map(v -> new Limit.Pause(name, v));
  }
}
