package io.groundswell.producer.http;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A number that goes in straight lines from one stage's target to the next: users, or requests a
 * second.
 *
 * @param start before the first stage
 * @param stages at least one
 */
record Ramp(double start, List<Stage> stages) {

  /** Goes to a target within a time. */
  record Stage(Duration duration, double target) {

    /**
     * @throws IllegalArgumentException if the time isn't positive, or the target is below 0
     */
    Stage {
      if (!duration.isPositive() || !(target >= 0)) {
        throw new IllegalArgumentException(duration + " to " + target);
      }
    }

    private double seconds() {
      return duration.toNanos() / 1e9;
    }
  }

  Ramp {
    stages = List.copyOf(stages);
  }

  /** The same in a fraction of the time. */
  Ramp faster(double speed) {
    return new Ramp(
        start,
        stages.stream()
            .map(
                stage ->
                    new Stage(
                        Duration.ofNanos(Math.max(1, Math.round(stage.duration.toNanos() / speed))),
                        stage.target))
            .toList());
  }

  /** How long it goes on. */
  Duration length() {
    return stages.stream().map(Stage::duration).reduce(Duration.ZERO, Duration::plus);
  }

  /** What it is at a time, in seconds from the beginning; the last target afterwards. */
  double at(double seconds) {
    double from = start;
    double left = seconds;
    for (Stage stage : stages) {
      if (left < stage.seconds()) {
        return from + (stage.target - from) * left / stage.seconds();
      }
      left -= stage.seconds();
      from = stage.target;
    }
    return from;
  }

  /** The largest that it gets. */
  double most() {
    return stages.stream().mapToDouble(Stage::target).reduce(start, Math::max);
  }

  /** As a rate: how many there are in all, whole ones. */
  long count() {
    double from = start;
    double count = 0;
    for (Stage stage : stages) {
      count += (from + stage.target) / 2 * stage.seconds();
      from = stage.target;
    }
    return (long) Math.floor(count + 1e-9);
  }

  /**
   * As a rate: when so many are due, in seconds from the beginning.
   *
   * @param count from 1
   * @return empty if there aren't so many
   */
  OptionalDouble due(long count) {
    double from = start;
    double left = count;
    double before = 0;
    for (Stage stage : stages) {
      double here = (from + stage.target) / 2 * stage.seconds();
      if (left <= here + 1e-9) {
        return OptionalDouble.of(before + reached(left, from, stage));
      }
      left -= here;
      before += stage.seconds();
      from = stage.target;
    }
    return OptionalDouble.empty();
  }

  /** When the area below the line is so large: {@code from * t + growth * t² / 2 = area}. */
  private static double reached(double area, double from, Stage stage) {
    double growth = (stage.target - from) / stage.seconds();
    double root = Math.sqrt(Math.max(0, from * from + 2 * growth * area));
    return Math.min(stage.seconds(), 2 * area / (from + root));
  }
}
