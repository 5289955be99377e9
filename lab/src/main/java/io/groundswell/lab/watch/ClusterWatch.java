package io.groundswell.lab.watch;

import io.groundswell.autoscaler.timeline.TimelineWriter;
import io.groundswell.brokers.BrokerException;
import io.groundswell.brokers.QueueCounts;
import io.groundswell.lab.LabException;
import io.groundswell.lab.run.ChaosPlan;
import io.groundswell.lab.run.End;
import io.groundswell.lab.run.Ledger;
import io.groundswell.lab.run.LiveTable;
import io.groundswell.lab.run.RunFolders;
import io.groundswell.lab.run.Summary;
import io.groundswell.lab.run.Usage;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;

/** One watch: looks at a cluster until it is over, and tells what came of it. */
public final class ClusterWatch {

  private static final long TICK_MILLIS = 500;
  private static final int TICKS_A_SAMPLE = 2;
  private static final int TICKS_A_QUESTION = 4;

  private final WatchSettings settings;
  private final Cluster cluster;
  private final LiveTable table;

  /**
   * @param messages for the table and for remarks
   */
  public ClusterWatch(WatchSettings settings, Cluster cluster, PrintStream messages) {
    this.settings = settings;
    this.cluster = cluster;
    this.table = LiveTable.on(messages, LiveTable.Orders.HEAD);
  }

  /**
   * Watches to the end, or until this process is asked to stop. A watch that was to wait for an end
   * and hasn't seen it says so in its summary.
   *
   * @throws LabException if it can't begin
   */
  public Summary execute() {
    Target target = cluster.target(settings.object());
    try (OrderBooks orders = new OrderBooks(settings.orders(), target)) {
      RunFolders.make(settings.folder());
      table.note(headline(target));
      return watch(target, orders);
    } catch (BrokerException e) {
      throw new LabException(e.getMessage(), e);
    } catch (IOException e) {
      throw new LabException("can't write the timeline: " + e.getMessage(), e);
    } finally {
      table.end();
    }
  }

  private Summary watch(Target target, OrderBooks orders) throws IOException {
    try (TimelineWriter timeline =
        TimelineWriter.to(settings.folder().resolve(RunFolders.TIMELINE))) {
      ClusterMonitor monitor =
          new ClusterMonitor(target, Clock.systemUTC(), timeline, table, orders.ledger());
      orders.open(monitor::receipt);
      boolean ended = untilEnd(target, monitor, orders);
      return summary(target, monitor, orders, !ended && settings.untilIdle());
    }
  }

  /** Whether all was over; else the time was up, or the user has seen enough. */
  private boolean untilEnd(Target target, ClusterMonitor monitor, OrderBooks orders) {
    End end = new End(target.scaledObject().idleOrMinReplicas(), End.LOST_AFTER_SECONDS);
    try (Cluster.Watching _ = cluster.watch(target, monitor)) {
      for (int tick = 0; !isTimeUp(monitor); tick++) {
        monitor.settle();
        if (tick % TICKS_A_QUESTION == 0) {
          orders.ask(cluster);
        }
        if (tick % TICKS_A_SAMPLE == 0 && isOver(end, monitor, orders)) {
          return true;
        }
        Thread.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      // the user has seen enough
    }
    return false;
  }

  private boolean isOver(End end, ClusterMonitor monitor, OrderBooks orders) {
    Optional<QueueCounts> messages = orders.count();
    monitor.sample(messages);
    return settings.untilIdle()
        && monitor.hasRisen()
        && end.reached(
            monitor.elapsedSeconds(),
            orders.awaited(),
            orders.settled(),
            messages.map(QueueCounts::total).orElse(-1L),
            monitor.counts(),
            false);
  }

  private boolean isTimeUp(ClusterMonitor monitor) {
    return settings
        .timeout()
        .filter(timeout -> monitor.elapsedSeconds() >= timeout.toMillis() / 1e3)
        .isPresent();
  }

  private Summary summary(
      Target target, ClusterMonitor monitor, OrderBooks orders, boolean interrupted) {
    Optional<Ledger> ledger = orders.ledger();
    Optional<Ledger.Counts> counts = ledger.map(Ledger::counts);
    Long placed = orders.placed();
    return new Summary(
        settings.name(),
        target.broker(),
        "cluster",
        1,
        monitor.elapsedSeconds(),
        placed,
        counts.map(Ledger.Counts::done).orElse(null),
        counts.map(Ledger.Counts::duplicates).orElse(null),
        placed == null ? null : counts.map(c -> Math.max(0, placed - c.settled())).orElse(null),
        counts.map(Ledger.Counts::deadLettered).orElse(null),
        counts.isPresent() ? "receipts" : null,
        ledger.map(Ledger::waits).orElse(null),
        ledger.map(Ledger::totals).orElse(null),
        new Summary.Replicas(monitor.mostReplicas(), monitor.counts().wanted()),
        monitor.rises(),
        monitor.restarts(),
        ChaosPlan.NONE,
        interrupted,
        Usage.now());
  }

  private String headline(Target target) {
    return "%s: %d to %d replicas of %s in %s; %s"
        .formatted(
            settings.name(),
            target.scaledObject().minReplicas(),
            target.scaledObject().maxReplicas(),
            target.deployment(),
            cluster,
            settings
                .orders()
                .broker()
                .map(broker -> "queue at " + broker.redacted())
                .orElse("neither queue nor receipts, as no variable names the broker"));
  }
}
