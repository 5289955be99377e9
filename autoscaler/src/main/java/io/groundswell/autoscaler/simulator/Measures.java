package io.groundswell.autoscaler.simulator;

import java.time.Duration;
import java.util.List;

/** Takes down what happens in one scenario, in sums and counts. Times are nanoseconds. */
final class Measures {

  private static final double NANOS = 1e9;

  private final SimulationSettings settings;
  private final long slo;
  private final Waits.Collector waits = new Waits.Collector();

  private long placed;
  private long done;
  private long redelivered;
  private long maxBacklog;
  private long replicaNanos;
  private long busyNanos;
  private long lateNanos;
  private long lateUntil;
  private long lateOrders;
  private long rises;
  private long flaps;
  private int maxReplicas;
  private int lastDirection;
  private long lastChange;

  Measures(SimulationSettings settings, int restingReplicas) {
    this.settings = settings;
    this.slo = settings.slo().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    this.maxReplicas = restingReplicas;
  }

  void placed() {
    placed++;
    maxBacklog = Math.max(maxBacklog, placed - done);
  }

  /** An order's work begins. */
  void started(long placedAt, long now) {
    if (now - placedAt > slo) {
      late(placedAt, now);
    }
  }

  /**
   * Counts each moment once, however many orders were late in it; they come first in, first out.
   */
  private void late(long placedAt, long until) {
    lateNanos += Math.max(0, until - Math.max(placedAt + slo, lateUntil));
    lateUntil = Math.max(lateUntil, until);
  }

  void done(long placedAt, long startedAt, long now) {
    done++;
    busyNanos += now - startedAt;
    long wait = startedAt - placedAt;
    waits.add(wait);
    if (wait > slo) {
      lateOrders++;
    }
  }

  void redelivered() {
    redelivered++;
  }

  /** A replica has come to its end, or the simulation to its own. */
  void existed(long nanos) {
    replicaNanos += nanos;
  }

  void scaled(int before, int after, long now) {
    if (before == 0 && after > 0) {
      rises++;
    }
    maxReplicas = Math.max(maxReplicas, after);
    int direction = Integer.signum(after - before);
    if (direction == -lastDirection && now - lastChange <= settings.flapWindow().toNanos()) {
      flaps++;
    }
    lastDirection = direction;
    lastChange = now;
  }

  /**
   * An order isn't done when the simulation ends.
   *
   * @param until when its work began, or the end if it hasn't
   */
  void unfinished(long placedAt, long until) {
    if (until - placedAt > slo) {
      lateOrders++;
      late(placedAt, until);
    }
  }

  long placedSoFar() {
    return placed;
  }

  long doneSoFar() {
    return done;
  }

  /** What came of this, if it took until {@code end}. */
  Outcome outcome(String name, long end, int concurrency, int replicas) {
    return outcome(
        name, end, (double) replicaNanos * concurrency, maxBacklog, maxReplicas, replicas);
  }

  /**
   * What came of all together.
   *
   * @param lanes that took part
   * @param totals that they were counted in while they did
   */
  static Outcome total(List<Lane> lanes, SimulationSettings settings, Totals totals) {
    Measures all = new Measures(settings, 0);
    double capacity = 0;
    int replicas = 0;
    long end = 0;
    for (Lane lane : lanes) {
      all.add(lane.measures());
      capacity += (double) lane.measures().replicaNanos * lane.concurrency();
      replicas += lane.wanted();
      end = Math.max(end, lane.now());
    }
    return all.outcome(
        lanes.size() + " objects",
        end,
        capacity,
        totals.maxBacklog(),
        totals.maxWanted(),
        replicas);
  }

  private void add(Measures other) {
    waits.addAll(other.waits);
    placed += other.placed;
    done += other.done;
    redelivered += other.redelivered;
    replicaNanos += other.replicaNanos;
    busyNanos += other.busyNanos;
    lateNanos += other.lateNanos;
    lateOrders += other.lateOrders;
    rises += other.rises;
    flaps += other.flaps;
  }

  private Outcome outcome(
      String name, long end, double capacityNanos, long backlog, int mostReplicas, int replicas) {
    return new Outcome(
        name,
        end / NANOS,
        placed,
        done,
        placed - done,
        redelivered,
        waits.waits(),
        new Outcome.Replicas(mostReplicas, replicas, end == 0 ? 0 : (double) replicaNanos / end),
        replicaNanos / NANOS,
        capacityNanos == 0 ? 0 : busyNanos / capacityNanos,
        cost(replicaNanos / NANOS),
        settings
            .slo()
            .map(s -> new Outcome.Slo(s.toNanos() / NANOS, lateNanos / NANOS, lateOrders))
            .orElse(null),
        rises,
        flaps,
        backlog);
  }

  private Double cost(double replicaSeconds) {
    return settings.pricePerReplicaHour().isPresent()
        ? Double.valueOf(replicaSeconds / 3600 * settings.pricePerReplicaHour().getAsDouble())
        : null;
  }
}
