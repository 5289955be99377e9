package io.groundswell.lab.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock that the autoscaler lives on: it starts with the run and goes {@code speed} times as
 * fast as the wall's. So every period of the ScaledObject and of the HPA becomes shorter by the
 * same factor, while the settings themselves stay as they are; processes live on the wall's clock.
 */
final class SpeedClock {

  private final Clock wall;
  private final Instant start;
  private final double speed;

  SpeedClock(Clock wall, double speed) {
    this.wall = wall;
    this.start = wall.instant();
    this.speed = speed;
  }

  Instant start() {
    return start;
  }

  Instant now() {
    return start.plusNanos((long) (Duration.between(start, wall.instant()).toNanos() * speed));
  }

  /** Wall time until this clock shows the given instant; not negative. */
  Duration until(Instant instant) {
    long nanos = Duration.between(now(), instant).toNanos();
    return Duration.ofNanos(Math.max(0, (long) (nanos / speed)));
  }

  /** Seconds of wall time since the start. */
  double elapsedSeconds() {
    return Ledger.seconds(start, wall.instant());
  }
}
