package io.groundswell.producer.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The loads of {@code scripts/k6}. */
public enum Shape {
  /** {@code load.js}: 20 to 150 users, each asking once a second. */
  LOAD,
  /** {@code load-test.js}: up to a rate, there for a while, and down. */
  LOAD_TEST,
  /** {@code realistic-load.js}: a weekday. */
  WEEKDAY,
  /** {@code realistic-load.js}: a Saturday or Sunday. */
  WEEKEND;

  /** Of the peak, in per cent, at the end of each hour from 0 to 23. */
  private static final List<Integer> WEEKDAY_HOURS =
      List.of(
          8, 5, 4, 3, 4, 8, 18, 40, 70, 90, 100, 95, 75, 80, 95, 98, 92, 85, 75, 65, 52, 40, 26,
          14);

  private static final List<Integer> WEEKEND_HOURS =
      List.of(
          12, 8, 5, 4, 3, 4, 6, 10, 18, 28, 38, 44, 46, 44, 42, 42, 44, 48, 52, 55, 50, 40, 30, 20);

  /** Whether the ramp counts users, who ask again once they have their answer; else requests. */
  boolean countsUsers() {
    return this == LOAD;
  }

  /** Whether most look, some send a list through the call chain, and a few burn CPU. */
  boolean isMixed() {
    return this == WEEKDAY || this == WEEKEND;
  }

  /**
   * How it goes.
   *
   * @param peak requests per second at the top, of those that count them
   * @param hour how long an hour of a day lasts
   */
  Ramp ramp(double peak, Duration hour) {
    return switch (this) {
      case LOAD ->
          ramp(
              0,
              stage(10, 20),
              stage(20, 50),
              stage(30, 80),
              stage(60, 100),
              stage(60, 150),
              stage(20, 0));
      case LOAD_TEST -> ramp(1, stage(60, peak), stage(180, peak), stage(60, 1));
      case WEEKDAY -> day(WEEKDAY_HOURS, peak, hour);
      case WEEKEND -> day(WEEKEND_HOURS, peak, hour);
    };
  }

  private static Ramp ramp(double start, Ramp.Stage... stages) {
    return new Ramp(start, List.of(stages));
  }

  private static Ramp.Stage stage(int seconds, double target) {
    return new Ramp.Stage(Duration.ofSeconds(seconds), target);
  }

  private static Ramp day(List<Integer> shares, double peak, Duration hour) {
    List<Ramp.Stage> stages = new ArrayList<>();
    for (int share : shares) {
      stages.add(new Ramp.Stage(hour, Math.max(1, Math.round(peak * share / 100))));
    }
    return new Ramp(1, stages);
  }

  /** As it is written in options and summaries. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
