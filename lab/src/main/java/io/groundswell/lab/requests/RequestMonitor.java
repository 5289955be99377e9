package io.groundswell.lab.requests;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import io.groundswell.autoscaler.timeline.TimelineWriter;
import io.groundswell.lab.http.Balancer;
import io.groundswell.lab.http.Latency;
import io.groundswell.lab.http.Traffic;
import io.groundswell.lab.process.Replica;
import io.groundswell.lab.process.ReplicaListener;
import io.groundswell.lab.process.ReplicaSet;
import io.groundswell.lab.run.LiveTable;
import io.groundswell.lab.run.RateMeter;
import io.groundswell.lab.run.Rise;
import io.groundswell.lab.run.ScalingLoop;
import io.groundswell.lab.run.SpeedClock;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Hears of all that happens in a run under requests and tells it: to the timeline, to the table,
 * and in the end to the summary. Thread-safe.
 */
final class RequestMonitor
    implements ReplicaListener, ScalingLoop.DecisionListener, Balancer.Listener {

  private static final double RATE_SECONDS = 2;
  private static final ReplicaSet.Counts NO_REPLICAS = new ReplicaSet.Counts(0, 0, 0);

  private final String scaledObject;
  private final SpeedClock clock;
  private final TimelineWriter timeline;
  private final LiveTable table;
  private final UnaryOperator<String> lastWords;
  private final ScaleIn scaleIn = new ScaleIn();
  private final RequestRises rises = new RequestRises();
  private final RateMeter rate = new RateMeter(RATE_SECONDS);
  private ReplicaSet.Counts replicas = NO_REPLICAS;
  private Traffic.Counts requests = Traffic.Counts.NONE;
  private double p95;
  private String why = "waiting for requests";
  private int mostReplicas;
  private volatile Runnable wake = () -> {};
  private volatile Runnable replicasChanged = () -> {};
  private volatile Runnable replicaReady = () -> {};

  /**
   * @param lastWords the last line that a replica of that name has logged
   */
  RequestMonitor(
      String scaledObject,
      SpeedClock clock,
      TimelineWriter timeline,
      LiveTable table,
      UnaryOperator<String> lastWords) {
    this.scaledObject = scaledObject;
    this.clock = clock;
    this.timeline = timeline;
    this.table = table;
    this.lastWords = lastWords;
  }

  /**
   * Who else wants to hear.
   *
   * @param wake that a request waits
   * @param replicasChanged that a replica has another process, or none
   * @param replicaReady that a replica is ready
   */
  void tell(Runnable wake, Runnable replicasChanged, Runnable replicaReady) {
    this.wake = wake;
    this.replicasChanged = replicasChanged;
    this.replicaReady = replicaReady;
  }

  @Override
  public synchronized void decided(Decision decision, Instant polledAt, Instant decidedAt) {
    timeline.write(TimelineEvent.DecisionMade.of(clock.elapsedSeconds(), scaledObject, decision));
    if (!decision.changes()) {
      return;
    }
    if (decision.before() == 0) {
      rises.decided(polledAt, decidedAt);
    }
    if (decision.after() == 0) {
      rises.fell();
    }
    mostReplicas = Math.max(mostReplicas, decision.after());
    why = decision.reason();
    table.change(row(decision.after(), why));
  }

  @Override
  public void reached(Replica replica, Stage stage, Integer exitCode) {
    note(replica, stage, exitCode);
    switch (stage) {
      case SPAWNED, EXITED -> replicasChanged.run();
      case READY -> replicaReady.run();
      default -> {
        // Nobody else is concerned.
      }
    }
  }

  private synchronized void note(Replica replica, Stage stage, Integer exitCode) {
    timeline.write(
        new TimelineEvent.StageReached(clock.elapsedSeconds(), replica.name(), stage, exitCode));
    switch (stage) {
      case SPAWNED -> rises.spawned(Instant.now());
      case READY -> rises.ready(Instant.now());
      case STOPPING -> scaleIn.begins(replica.name());
      case EXITED -> exited(replica, exitCode);
      default -> {
        // Only for the timeline.
      }
    }
  }

  private void exited(Replica replica, int exitCode) {
    if (replica.isStopping()) {
      scaleIn.ends(replica.name());
    } else if (exitCode != Replica.INTERRUPTED) {
      note(
          "%s ended with exit code %s and is started again; its last words: %s"
              .formatted(replica.name(), exitCode, lastWords.apply(replica.name())));
    }
  }

  @Override
  public void remarked(Replica replica, String text) {
    note(replica.name() + " " + text);
  }

  @Override
  public void ended(boolean good) {
    scaleIn.request(good);
    if (good) {
      rises.answered(Instant.now());
    }
  }

  @Override
  public void firstWaits() {
    rises.waits(Instant.now());
    wake.run();
  }

  /** A sample of the present. */
  synchronized void sample(Traffic.Counts traffic, Latency latency, ReplicaSet.Counts present) {
    double now = clock.elapsedSeconds();
    rate.count(now, traffic.arrived());
    boolean readyChanged = present.ready() != replicas.ready();
    replicas = present;
    requests = traffic;
    p95 = latency.p95();
    timeline.write(
        new TimelineEvent.Sampled(
            now,
            (long) traffic.waiting(),
            (long) traffic.inHand(),
            present.wanted(),
            present.existing(),
            present.ready(),
            traffic.arrived(),
            traffic.answered(),
            traffic.failed() + traffic.refused(),
            latency.count() == 0 ? null : latency.p95()));
    if (readyChanged) {
      table.change(row(present.wanted(), ""));
    } else {
      table.present(row(present.wanted(), why));
    }
  }

  /** A remark. */
  synchronized void note(String text) {
    timeline.write(new TimelineEvent.Noted(clock.elapsedSeconds(), text));
    table.note(text);
  }

  private RequestRow row(int wanted, String reason) {
    return new RequestRow(
        clock.elapsedSeconds(),
        requests.waiting(),
        wanted,
        replicas.ready(),
        rate.perSecond(),
        p95,
        requests.failed() + requests.refused(),
        reason);
  }

  synchronized int mostReplicas() {
    return mostReplicas;
  }

  ScaleIn.Counts scaleIn() {
    return scaleIn.counts();
  }

  List<Rise> rises() {
    return rises.all();
  }
}
