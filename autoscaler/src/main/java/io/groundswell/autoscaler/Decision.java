package io.groundswell.autoscaler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What KEDA or the HPA decided at one moment, and why. Equal states and observations give equal
 * decisions.
 *
 * @param at when
 * @param by who
 * @param code why, for machines: the reason of a condition, as KEDA and Kubernetes name it where
 *     they do
 * @param before replicas wanted before
 * @param replicas replicas to write; empty to leave them as they are
 * @param inputs what was read
 * @param formulas what each metric proposes; only the HPA has some
 * @param limits everything that bound the outcome
 */
public record Decision(
    Instant at,
    By by,
    Code code,
    int before,
    OptionalInt replicas,
    List<Input> inputs,
    List<Formula> formulas,
    List<Limit> limits) {

  /** Who decides. */
  public enum By {
    /** KEDA's operator: between zero (or idle) and the least replicas. */
    KEDA,
    /** The Horizontal Pod Autoscaler: from one to the most replicas. */
    HPA
  }

  /** Why, for machines. */
  public enum Code {
    /** KEDA: something is active and there were no replicas. */
    ACTIVATED("KEDAScaleTargetActivated"),
    /** KEDA: something is active, the rest is the HPA's. */
    ACTIVE("ScalerActive"),
    /** KEDA: something is active, something else failed. */
    PARTIAL_TRIGGER_ERROR("PartialTriggerError"),
    /** KEDA: nothing is active, something failed, and there is no fallback. */
    TRIGGER_ERROR("TriggerError"),
    /** KEDA: nothing is active, something failed, and the fallback isn't due yet. */
    WAITING_FOR_FALLBACK("WaitingForFallback"),
    /** KEDA: nothing was active for long enough. */
    DEACTIVATED("KEDAScaleTargetDeactivated"),
    /** KEDA: nothing is active, but not for long enough. */
    COOLDOWN("ScalerCooldown"),
    /** KEDA: fewer replicas than the least. */
    RAISED_TO_MIN("ScaledToMinReplicaCount"),
    /** KEDA: nothing is active and nothing is to be done. */
    NOT_ACTIVE("ScalerNotActive"),
    /** KEDA: an annotation stops everything, or one direction. */
    PAUSED("ScaledObjectPaused"),
    /** KEDA: an annotation was taken away. */
    UNPAUSED("ScaledObjectUnpaused"),
    /** KEDA: a trigger couldn't be built, so nothing is done. */
    CHECK_FAILED("ScaledObjectCheckFailed"),
    /** KEDA: the spec changed. */
    UPDATED("ScaledObjectUpdated"),
    /** KEDA: the ScaledObject is gone. */
    DELETED("ScaledObjectDeleted"),
    /** HPA: no replicas, so KEDA's turn. */
    SCALING_DISABLED("ScalingDisabled"),
    /** HPA: there is none, as KEDA is paused. */
    NO_HPA("NoHorizontalPodAutoscaler"),
    /** HPA: held or changed by what the metrics ask, nothing else. */
    DESIRED_WITHIN_RANGE("DesiredWithinRange"),
    /** HPA: fewer than the least. */
    TOO_FEW_REPLICAS("TooFewReplicas"),
    /** HPA: more than the most. */
    TOO_MANY_REPLICAS("TooManyReplicas"),
    /** HPA: as many more as allowed at once. */
    SCALE_UP_LIMIT("ScaleUpLimit"),
    /** HPA: as many fewer as allowed at once. */
    SCALE_DOWN_LIMIT("ScaleDownLimit"),
    /** HPA: an External metric couldn't be had. */
    FAILED_GET_EXTERNAL_METRIC("FailedGetExternalMetric"),
    /** HPA: an Object metric couldn't be had. */
    FAILED_GET_OBJECT_METRIC("FailedGetObjectMetric"),
    /** HPA: a Pods metric couldn't be had. */
    FAILED_GET_PODS_METRIC("FailedGetPodsMetric"),
    /** HPA: a Resource metric couldn't be had. */
    FAILED_GET_RESOURCE_METRIC("FailedGetResourceMetric"),
    /** HPA: a ContainerResource metric couldn't be had. */
    FAILED_GET_CONTAINER_RESOURCE_METRIC("FailedGetContainerResourceMetric"),
    /** HPA: a metric that it doesn't know. */
    INVALID_METRIC_SOURCE_TYPE("InvalidMetricSourceType");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    /** In the spelling of Kubernetes' conditions. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A metric that was read.
   *
   * @param metric its name
   * @param value in its own unit; null if it couldn't be had
   * @param error why it couldn't be had; null if it could
   * @param active whether it calls for a replica; only KEDA asks
   * @param target what to aim at
   * @param activation the value above which it is active
   */
  public record Input(
      String metric,
      Double value,
      String error,
      boolean active,
      double target,
      double activation) {}

  public Decision {
    Objects.requireNonNull(at);
    Objects.requireNonNull(by);
    Objects.requireNonNull(code);
    Objects.requireNonNull(replicas);
    inputs = List.copyOf(inputs);
    formulas = List.copyOf(formulas);
    limits = List.copyOf(limits);
  }

  /** This decision with more limits, before its own. */
  Decision with(List<Limit> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Limit> all = new ArrayList<>(more);
    all.addAll(limits);
    return new Decision(at, by, code, before, replicas, inputs, formulas, all);
  }

  /** Replicas wanted afterwards. */
  public int after() {
    return replicas.orElse(before);
  }

  /** Whether replicas are to be written that aren't there already. */
  public boolean changes() {
    return after() != before;
  }

  /** The whole in one plain sentence. */
  public String reason() {
    return Sentence.of(this);
  }
}
