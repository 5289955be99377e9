package io.groundswell.lab.run;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import io.groundswell.autoscaler.timeline.TimelineWriter;
import io.groundswell.brokers.QueueCounts;
import io.groundswell.lab.process.Replica;
import io.groundswell.lab.process.ReplicaListener;
import io.groundswell.lab.process.ReplicaSet;
import io.groundswell.messages.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Hears of all that happens in a run and tells it: to the timeline, to the table, and in the end to
 * the summary. Thread-safe.
 */
final class Monitor implements ReplicaListener, ScalingLoop.DecisionListener {

  private static final double RATE_SECONDS = 2;

  private final String scaledObject;
  private final SpeedClock clock;
  private final TimelineWriter timeline;
  private final LiveTable table;
  private final UnaryOperator<String> lastWords;
  private final Set<String> working = new HashSet<>();
  private final List<Rise.Watch> rises = new ArrayList<>();
  private final RateMeter rate = new RateMeter(RATE_SECONDS);
  private Moment last = Moment.BEGINNING;
  private String why = "waiting for orders";
  private int mostReplicas;

  /** What there was when the run was last looked at. */
  private record Moment(long queue, ReplicaSet.Counts replicas, Ledger.Counts orders) {
    static final Moment BEGINNING =
        new Moment(0, new ReplicaSet.Counts(0, 0, 0), new Ledger.Counts(0, 0, 0, 0));
  }

  /**
   * @param lastWords the last line that a replica of that name has logged
   */
  Monitor(
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

  @Override
  public synchronized void decided(Decision decision, Instant polledAt, Instant decidedAt) {
    timeline.write(TimelineEvent.DecisionMade.of(clock.elapsedSeconds(), scaledObject, decision));
    if (!decision.changes()) {
      return;
    }
    if (decision.before() == 0) {
      rises.add(new Rise.Watch(polledAt, decidedAt));
    }
    mostReplicas = Math.max(mostReplicas, decision.after());
    why = decision.reason();
    table.change(row(decision.after(), why));
  }

  @Override
  public synchronized void reached(Replica replica, Stage stage, Integer exitCode) {
    timeline.write(
        new TimelineEvent.StageReached(clock.elapsedSeconds(), replica.name(), stage, exitCode));
    Rise.Watch rise = rises.isEmpty() ? null : rises.getLast();
    if (rise != null && stage == Stage.SPAWNED && rise.spawnedAt == null) {
      rise.spawnedAt = Instant.now();
    }
    if (rise != null && stage == Stage.READY && rise.readyAt == null) {
      rise.readyAt = Instant.now();
    }
    if (stage == Stage.EXITED && !replica.isStopping() && exitCode != Replica.INTERRUPTED) {
      note(
          "%s ended with exit code %s and is started again; its last words: %s"
              .formatted(replica.name(), exitCode, lastWords.apply(replica.name())));
    }
  }

  @Override
  public void remarked(Replica replica, String text) {
    note(replica.name() + " " + text);
  }

  /** A receipt that was booked; the first of a replica is a stage of its life. */
  synchronized void receipt(Receipt receipt) {
    if (working.add(receipt.instance())) {
      timeline.write(
          new TimelineEvent.StageReached(
              seconds(receipt.arrivedAt()), receipt.instance(), Stage.RECEIVED));
      timeline.write(
          new TimelineEvent.StageReached(
              seconds(receipt.endedAt()), receipt.instance(), Stage.DONE));
    }
  }

  private double seconds(Instant instant) {
    return Ledger.seconds(clock.start(), instant);
  }

  /**
   * A sample of the present.
   *
   * @param queue empty if it can't be counted now
   */
  synchronized void sample(
      Optional<QueueCounts> queue, ReplicaSet.Counts replicas, Ledger.Counts orders) {
    double now = clock.elapsedSeconds();
    rate.count(now, orders.done());
    boolean readyChanged = replicas.ready() != last.replicas.ready();
    last = new Moment(queue.map(QueueCounts::total).orElse(-1L), replicas, orders);
    queue.ifPresent(
        counts ->
            timeline.write(
                new TimelineEvent.Sampled(
                    now,
                    counts.ready(),
                    counts.unacknowledged().isPresent()
                        ? counts.unacknowledged().getAsLong()
                        : null,
                    replicas.wanted(),
                    replicas.existing(),
                    replicas.ready(),
                    orders.settled() + counts.total(),
                    orders.done())));
    if (readyChanged) {
      table.change(row(replicas.wanted(), ""));
    } else {
      table.present(row(replicas.wanted(), why));
    }
  }

  /** A remark. */
  synchronized void note(String text) {
    timeline.write(new TimelineEvent.Noted(clock.elapsedSeconds(), text));
    table.note(text);
  }

  private LiveTable.Row row(int wanted, String reason) {
    return new LiveTable.Orders(
        clock.elapsedSeconds(),
        last.queue,
        wanted,
        last.replicas.ready(),
        last.orders.done(),
        rate.perSecond(),
        reason);
  }

  synchronized int mostReplicas() {
    return mostReplicas;
  }

  /** Every rise from zero, with what the receipts say of it. */
  synchronized List<Rise> rises(Ledger ledger) {
    List<Rise> all = new ArrayList<>();
    for (int i = 0; i < rises.size(); i++) {
      Instant end = i + 1 < rises.size() ? rises.get(i + 1).decidedAt : Instant.MAX;
      Optional<Rise> rise =
          Rise.of(rises.get(i), ledger.arrivedBetween(rises.get(i).decidedAt, end));
      rise.ifPresent(all::add);
    }
    return all;
  }
}
