package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.ScaledJob.Strategy.Calculation;
import java.util.List;

/**
 * What the triggers of a ScaledJob ask for together, after {@code
 * pkg/scaling/scaledjob/metrics.go}.
 *
 * @param active whether Jobs are asked for at all
 * @param queue what the triggers count, rounded up
 * @param maxScale Jobs that this makes, rounded up
 */
public record JobMetrics(boolean active, long queue, long maxScale) {

  /**
   * What one trigger asks for.
   *
   * @param queue what it counts
   * @param maxValue Jobs that this makes
   * @param active whether it is active
   */
  public record OfTrigger(double queue, double maxValue, boolean active) {

    /**
     * Of a count.
     *
     * @param target how much of the count one Job takes; 0 where it isn't known
     * @param max most Jobs
     */
    public static OfTrigger of(double queue, double target, boolean active, int max) {
      return new OfTrigger(queue, target == 0 ? 0 : Math.min(queue / target, max), active);
    }
  }

  /** The average of several targets; 0 if there are none. */
  public static double target(List<Double> targets) {
    return targets.stream().mapToDouble(t -> t).average().orElse(0);
  }

  /**
   * Puts triggers together.
   *
   * @param min Jobs that always run
   * @param max most Jobs besides
   */
  public static JobMetrics of(List<OfTrigger> triggers, Calculation calculation, int min, int max) {
    OfTrigger whole =
        switch (calculation) {
          case MAX -> max(triggers);
          case MIN -> min(triggers);
          case AVG -> sum(triggers, true);
          case SUM -> sum(triggers, false);
        };
    return new JobMetrics(
        whole.active() || min > 0,
        (long) Math.ceil(whole.queue()),
        (long) Math.ceil(Math.min(whole.maxValue(), max)));
  }

  /** The trigger that counts most; one that counts nothing isn't taken. */
  private static OfTrigger max(List<OfTrigger> triggers) {
    OfTrigger taken = new OfTrigger(0, 0, false);
    for (OfTrigger each : triggers) {
      if (each.active() && each.queue() > taken.queue()) {
        taken = each;
      }
    }
    return taken;
  }

  /** The trigger that counts least; one that counts nothing gives way to the next. */
  private static OfTrigger min(List<OfTrigger> triggers) {
    OfTrigger taken = new OfTrigger(0, 0, false);
    for (OfTrigger each : triggers) {
      if (each.active() && (taken.queue() == 0 || each.queue() < taken.queue())) {
        taken = each;
      }
    }
    return taken;
  }

  private static OfTrigger sum(List<OfTrigger> triggers, boolean average) {
    double queue = 0;
    double maxValue = 0;
    int count = 0;
    for (OfTrigger each : triggers) {
      if (each.active()) {
        queue += each.queue();
        maxValue += each.maxValue();
        count++;
      }
    }
    int by = average && count > 0 ? count : 1;
    return new OfTrigger(queue / by, maxValue / by, count > 0);
  }
}
