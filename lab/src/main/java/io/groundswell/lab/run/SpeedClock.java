package io.groundswell.lab.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock that the autoscaler lives on: it starts with the run and goes {@code speed} times as
 * fast as the wall's. So every period of the ScaledObject and of the HPA becomes shorter by the
 * same factor, while the settings themselves stay as they are; processes live on the wall's clock.
 */
public final class SpeedClock {

  private final Clock wall;
  private final Instant start;
  private final double speed;

  public SpeedClock(Clock wall, double speed) {
    this.wall = wall;
    this.start = wall.instant();
    this.speed = speed;
  }

  /** When it started, which is the same on both clocks. */
  public Instant start() {
    return start;
  }

  /** What it shows now. */
  public Instant now() {
    return at(wall.instant());
  }

  /** What it shows at an instant of the wall's clock. */
  public Instant at(Instant instant) {
    return start.plusNanos((long) (Duration.between(start, instant).toNanos() * speed));
  }

  /** Wall time until this clock shows the given instant; not negative. */
  public Duration until(Instant instant) {
    long nanos = Duration.between(now(), instant).toNanos();
    return Duration.ofNanos(Math.max(0, (long) (nanos / speed)));
  }

  /** Seconds of wall time since the start. */
  public double elapsedSeconds() {
    return Ledger.seconds(start, wall.instant());
  }
}
