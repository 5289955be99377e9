package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.ScaledObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether to go from zero or back, after {@code RequestScale} of {@code
 * pkg/scaling/executor/scale_scaledobjects.go}.
 *
 * @param code why
 * @param replicas to write; empty to leave them
 * @param touchesLastActive whether this poll counts as the last active one
 * @param limits all that bound
 */
public record RequestScale(
    Code code, OptionalInt replicas, boolean touchesLastActive, List<Limit> limits) {

  /**
   * What the triggers came to.
   *
   * @param active whether one of them is active
   * @param error whether one of them failed
   */
  public record Activity(boolean active, boolean error) {}

  /**
   * Decides.
   *
   * @param current replicas wanted so far
   * @param createdAt when the ScaledObject was made
   * @param lastActive the last active poll, if there was one
   */
  public static RequestScale of(
      ScaledObject spec,
      Activity activity,
      int current,
      Instant createdAt,
      Optional<Instant> lastActive,
      Instant now) {
    Optional<Limit.Pause> pause = Annotations.pause(spec.annotations());
    if (pause.isPresent()) {
      return hold(Code.PAUSED).bound(pause);
    }
    boolean forced = Annotations.on(spec.annotations(), Annotations.FORCE_ACTIVATION);
    if (activity.active() || forced) {
      RequestScale active = active(spec, activity.error(), current);
      return forced && !activity.active()
          ? active.bound(Annotations.limit(spec.annotations(), Annotations.FORCE_ACTIVATION))
          : active;
    }
    return inactive(spec, activity.error(), current, createdAt, lastActive, now);
  }

  private static RequestScale active(ScaledObject spec, boolean error, int current) {
    boolean idling = spec.idleReplicaCount().isPresent() && current < spec.minReplicas();
    if (idling || current == 0) {
      Map<String, String> annotations = spec.annotations();
      if (Annotations.on(annotations, Annotations.PAUSED_SCALE_OUT)) {
        return hold(Code.PAUSED)
            .bound(Annotations.limit(annotations, Annotations.PAUSED_SCALE_OUT));
      }
      int replicas = Math.max(1, spec.minReplicas());
      return new RequestScale(Code.ACTIVATED, OptionalInt.of(replicas), true, List.of());
    }
    return error
        ? hold(Code.PARTIAL_TRIGGER_ERROR)
        : new RequestScale(Code.ACTIVE, OptionalInt.empty(), true, List.of());
  }

  private static RequestScale inactive(
      ScaledObject spec,
      boolean error,
      int current,
      Instant createdAt,
      Optional<Instant> lastActive,
      Instant now) {
    if (error && spec.fallback().isEmpty()) {
      return hold(Code.TRIGGER_ERROR);
    }
    if (error && spec.fallback().orElseThrow().replicas() != 0) {
      return hold(Code.WAITING_FOR_FALLBACK);
    }
    OptionalInt idle = spec.idleReplicaCount();
    boolean aboveIdle = idle.isPresent() && current > idle.getAsInt();
    if (aboveIdle || current > 0 && spec.minReplicas() == 0) {
      return toZeroOrIdle(spec, createdAt, lastActive, now);
    }
    if (idle.isEmpty() && current < spec.minReplicas()) {
      return new RequestScale(
          Code.RAISED_TO_MIN,
          OptionalInt.of(spec.minReplicas()),
          false,
          List.of(new Limit.Min(spec.minReplicas())));
    }
    return hold(Code.NOT_ACTIVE);
  }

  private static RequestScale toZeroOrIdle(
      ScaledObject spec, Instant createdAt, Optional<Instant> lastActive, Instant now) {
    if (Annotations.on(spec.annotations(), Annotations.PAUSED_SCALE_IN)) {
      return hold(Code.PAUSED)
          .bound(Annotations.limit(spec.annotations(), Annotations.PAUSED_SCALE_IN));
    }
    Duration period =
        lastActive.isPresent() ? spec.cooldownPeriodOrDefault() : spec.initialCooldownPeriod();
    Instant end = wholeSeconds(lastActive.orElse(createdAt)).plus(period);
    if (end.isBefore(now)) {
      return new RequestScale(
          Code.DEACTIVATED, OptionalInt.of(spec.idleOrMinReplicas()), false, List.of());
    }
    Limit cooldown =
        new Limit.Cooldown(
            lastActive.isEmpty(),
            period.toSeconds(),
            Duration.between(now, end).toMillis() / 1000.0);
    return new RequestScale(Code.COOLDOWN, OptionalInt.empty(), false, List.of(cooldown));
  }

  /** Times are kept in a Kubernetes object, which has no fractions of seconds. */
  static Instant wholeSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static RequestScale hold(Code code) {
    return new RequestScale(code, OptionalInt.empty(), false, List.of());
  }

  private RequestScale bound(Optional<? extends Limit> limit) {
    return new RequestScale(
        code, replicas, touchesLastActive, limit.map(List::<Limit>of).orElse(List.of()));
  }
}
