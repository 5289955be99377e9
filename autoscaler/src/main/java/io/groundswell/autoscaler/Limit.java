package io.groundswell.autoscaler;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Something that bound a decision: without it, the outcome might have been another. Times are in
 * seconds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "limit")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Limit.Tolerance.class, name = "tolerance"),
  @JsonSubTypes.Type(value = Limit.Stabilisation.class, name = "stabilisation"),
  @JsonSubTypes.Type(value = Limit.Policy.class, name = "policy"),
  @JsonSubTypes.Type(value = Limit.Step.class, name = "step"),
  @JsonSubTypes.Type(value = Limit.Min.class, name = "min"),
  @JsonSubTypes.Type(value = Limit.Max.class, name = "max"),
  @JsonSubTypes.Type(value = Limit.Cooldown.class, name = "cooldown"),
  @JsonSubTypes.Type(value = Limit.Pause.class, name = "pause"),
  @JsonSubTypes.Type(value = Limit.Fallback.class, name = "fallback"),
  @JsonSubTypes.Type(value = Limit.Failure.class, name = "failure")
})
public sealed interface Limit {

  /** Which way replicas were to go. */
  enum Direction {
    UP,
    DOWN
  }

  /**
   * The usage is near enough to the target.
   *
   * @param metric of the HPA
   * @param ratio of usage to target
   * @param down how far below 1 it may be
   * @param up how far above 1 it may be
   */
  record Tolerance(String metric, double ratio, double down, double up) implements Limit {}

  /**
   * An earlier recommendation still counts.
   *
   * @param direction which way the metrics were to go without it; {@code DOWN} also where the past
   *     pulls the replicas up, as it does without behaviour
   * @param metric what the metrics ask for now
   * @param recommendation what they asked for then
   * @param age how long ago that was
   * @param left how much longer it counts
   */
  record Stabilisation(Direction direction, int metric, int recommendation, double age, double left)
      implements Limit {}

  /**
   * The HPA's behaviour allows no more change for now.
   *
   * @param direction of the change
   * @param replicas as far as its policies go
   * @param policies what they say, such as {@code Max of 4 pods per 15 s, 100 % per 15 s}
   */
  record Policy(Direction direction, int replicas, String policies) implements Limit {}

  /**
   * An HPA without behaviour may go so far in one sync.
   *
   * @param replicas twice the current ones, at least 4
   */
  record Step(int replicas) implements Limit {}

  /**
   * The least replicas.
   *
   * @param replicas their count
   */
  record Min(int replicas) implements Limit {}

  /**
   * The most replicas.
   *
   * @param replicas their count
   */
  record Max(int replicas) implements Limit {}

  /**
   * KEDA keeps the last replicas for a while.
   *
   * @param initial whether nothing was active yet, so that the time counts from the creation
   * @param period the whole time
   * @param left what is left of it; the first poll later than that may take the replicas away
   */
  record Cooldown(boolean initial, double period, double left) implements Limit {}

  /**
   * An annotation stops it.
   *
   * @param annotation its name
   * @param value its value
   */
  record Pause(String annotation, String value) implements Limit {}

  /**
   * A trigger failed too often: its metric is made up from the fallback.
   *
   * @param metric of the trigger
   * @param failures in a row
   * @param threshold failures that are borne
   * @param replicas what the fallback asks for; a fraction where the metric type is Value
   */
  record Fallback(String metric, int failures, int threshold, double replicas) implements Limit {}

  /**
   * A metric couldn't be had.
   *
   * @param metric of the trigger or HPA
   * @param message why
   */
  record Failure(String metric, String message) implements Limit {}
}
