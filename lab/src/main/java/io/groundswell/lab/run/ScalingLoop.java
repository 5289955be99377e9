package io.groundswell.lab.run;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Observation;
import io.groundswell.autoscaler.Pod;
import io.groundswell.autoscaler.PodSample;
import io.groundswell.autoscaler.Reading;
import io.groundswell.autoscaler.Target;
import io.groundswell.lab.process.ReplicaSet;
import io.groundswell.triggers.Measurement;
import io.groundswell.triggers.Trigger;
import io.groundswell.triggers.TriggerException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Lets the autoscaler decide when its clock says so: reads the triggers, asks it, and has the
 * replicas follow. It does what KEDA's operator and the HPA controller do, on one thread; where
 * both are due, KEDA goes first.
 */
public final class ScalingLoop implements AutoCloseable {

  private final Autoscaler autoscaler;
  private final List<Trigger> triggers;
  private final Supplier<ReplicaSet.Counts> counts;
  private final IntConsumer scale;
  private final SpeedClock clock;
  private final DecisionListener listener;
  private final PodWatch pods;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread thread;

  /** Hears of every decision before it is carried out. Must not block. */
  @FunctionalInterface
  public interface DecisionListener {

    /**
     * @param polledAt wall time at which the reading of the triggers began
     * @param decidedAt wall time at which the decision was made
     */
    void decided(Decision decision, Instant polledAt, Instant decidedAt);
  }

  /** Shows single replicas, for metrics that look at each. */
  public interface PodWatch {

    /** No metric looks at single replicas. */
    PodWatch NONE =
        new PodWatch() {
          @Override
          public List<Pod> pods() {
            return List.of();
          }

          @Override
          public Map<String, List<PodSample>> samples() {
            return Map.of();
          }
        };

    List<Pod> pods();

    /** By resource. */
    Map<String, List<PodSample>> samples();
  }

  ScalingLoop(
      Autoscaler autoscaler,
      List<Trigger> triggers,
      ReplicaSet replicas,
      SpeedClock clock,
      DecisionListener listener) {
    this(autoscaler, triggers, replicas, PodWatch.NONE, clock, listener);
  }

  /**
   * @param pods the replicas one by one
   */
  public ScalingLoop(
      Autoscaler autoscaler,
      List<Trigger> triggers,
      ReplicaSet replicas,
      PodWatch pods,
      SpeedClock clock,
      DecisionListener listener) {
    this(autoscaler, triggers, replicas::counts, replicas::scale, pods, clock, listener);
  }

  /**
   * @param counts how many replicas there are
   * @param scale makes them as many as wanted
   */
  ScalingLoop(
      Autoscaler autoscaler,
      List<Trigger> triggers,
      Supplier<ReplicaSet.Counts> counts,
      IntConsumer scale,
      SpeedClock clock,
      DecisionListener listener) {
    this(autoscaler, triggers, counts, scale, PodWatch.NONE, clock, listener);
  }

  private ScalingLoop(
      Autoscaler autoscaler,
      List<Trigger> triggers,
      Supplier<ReplicaSet.Counts> counts,
      IntConsumer scale,
      PodWatch pods,
      SpeedClock clock,
      DecisionListener listener) {
    this.autoscaler = autoscaler;
    this.triggers = List.copyOf(triggers);
    this.counts = counts;
    this.scale = scale;
    this.pods = pods;
    this.clock = clock;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("autoscaler").unstarted(this::loop);
  }

  public void start() {
    thread.start();
  }

  /**
   * There may be a reason to leave zero: KEDA polls at once, as it does where an external-push
   * scaler calls. Where there are replicas, nothing happens.
   */
  public void wake() {
    wakeUps.release();
  }

  private void loop() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        boolean poll = !autoscaler.nextPoll().isAfter(autoscaler.nextSync());
        Duration wait = clock.until(poll ? autoscaler.nextPoll() : autoscaler.nextSync());
        boolean woken = wakeUps.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
        wakeUps.drainPermits();
        if (!woken) {
          decide(poll);
        } else if (counts.get().wanted() == 0) {
          decide(true);
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void decide(boolean poll) {
    Instant polledAt = Instant.now();
    Instant now = clock.now();
    ReplicaSet.Counts seen = counts.get();
    Target target = new Target(seen.wanted(), seen.existing(), seen.ready());
    boolean reads = poll ? autoscaler.pollReads() : autoscaler.syncReads(target);
    List<Reading> readings = reads ? triggers.stream().map(ScalingLoop::read).toList() : List.of();
    Observation observation =
        reads
            ? new Observation(target, readings, pods.pods(), pods.samples())
            : new Observation(target, readings);
    Decision decision =
        poll ? autoscaler.poll(observation, now) : autoscaler.sync(observation, now);
    listener.decided(decision, polledAt, Instant.now());
    decision.replicas().ifPresent(scale);
  }

  private static Reading read(Trigger trigger) {
    try {
      Measurement measurement = trigger.measure();
      return new Reading.Value(measurement.value(), measurement.active());
    } catch (TriggerException e) {
      return new Reading.Failure(e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
