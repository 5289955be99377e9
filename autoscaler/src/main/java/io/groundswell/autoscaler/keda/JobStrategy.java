package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.ScaledJob;
import io.groundswell.autoscaler.ScaledJob.Strategy;

/**
 * How many Jobs may be added, after {@code getScalingDecision} and {@code NewScalingStrategy} of
 * {@code pkg/scaling/executor/scale_jobs.go}.
 *
 * @param effective Jobs that may be added, not below zero
 * @param scaleTo Jobs that are asked for
 * @param forMin whether it is for the Jobs that always run
 */
public record JobStrategy(long effective, long scaleTo, boolean forMin) {

  /**
   * Decides.
   *
   * @param running Jobs that run
   * @param pending those of them that haven't got to work yet
   * @param scaleTo Jobs that the queue asks for
   * @param maxScale Jobs that the queue makes
   */
  public static JobStrategy of(
      ScaledJob spec, long running, long pending, long scaleTo, long maxScale) {
    long min = spec.effectiveMin();
    if (running < min) {
      return new JobStrategy(min - running, min - running, true);
    }
    long effective =
        effective(spec.strategy(), maxScale, running - min, pending, spec.effectiveMax());
    boolean eager = spec.strategy().kind() == Strategy.Kind.EAGER;
    return new JobStrategy(Math.max(0, effective), eager ? spec.effectiveMax() : scaleTo, false);
  }

  /**
   * Jobs that a strategy allows to add; may be below zero.
   *
   * @param running Jobs that run besides those that always do
   * @param max most Jobs besides those that always run
   */
  public static long effective(
      Strategy strategy, long maxScale, long running, long pending, long max) {
    return switch (strategy.kind()) {
      case DEFAULT -> maxScale - running;
      case CUSTOM -> custom(strategy, maxScale, running, max);
      case ACCURATE -> maxScale + running - pending > max ? max - running : maxScale - pending;
      case EAGER -> Math.min(max - running - pending, maxScale);
    };
  }

  private static long custom(Strategy strategy, long maxScale, long running, long max) {
    double percentage;
    try {
      percentage = Double.parseDouble(strategy.runningJobPercentage());
    } catch (NumberFormatException e) {
      return maxScale - running;
    }
    return Math.min(
        maxScale - strategy.queueLengthDeduction() - (long) (running * percentage), max);
  }
}
