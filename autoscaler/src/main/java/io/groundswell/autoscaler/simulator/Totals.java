package io.groundswell.autoscaler.simulator;

import java.util.Optional;

/** What only shows where all scenarios are looked at together, moment by moment. */
final class Totals {

  private final Series series;
  private long backlog;
  private long maxBacklog;
  private int wanted;
  private int maxWanted;

  Totals(boolean plotted) {
    this.series = plotted ? new Series() : null;
  }

  void placed(long now) {
    backlog++;
    maxBacklog = Math.max(maxBacklog, backlog);
    if (series != null) {
      series.arrived(now);
    }
  }

  void done(long now, long waited) {
    backlog--;
    if (series != null) {
      series.done(now, waited);
    }
  }

  void wanted(long now, int change) {
    wanted += change;
    maxWanted = Math.max(maxWanted, wanted);
    if (series != null) {
      series.wanted(now, change);
    }
  }

  void ready(long now, int change) {
    if (series != null) {
      series.ready(now, change);
    }
  }

  long maxBacklog() {
    return maxBacklog;
  }

  int maxWanted() {
    return maxWanted;
  }

  Optional<Series> series() {
    return Optional.ofNullable(series);
  }
}
