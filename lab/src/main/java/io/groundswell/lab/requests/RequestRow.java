package io.groundswell.lab.requests;

import io.groundswell.lab.run.LiveTable;
import java.util.Locale;

/**
 * A moment of a run under requests, as a line of its table.
 *
 * @param seconds since it began
 * @param waiting requests that wait for a replica
 * @param wanted the Deployment's replicas
 * @param ready replicas that are ready
 * @param rate requests a second, of late
 * @param p95 seconds that 95 % of them took
 * @param failed requests that got no good answer so far
 * @param why the reason of the last change
 */
record RequestRow(
    double seconds,
    int waiting,
    int wanted,
    int ready,
    double rate,
    double p95,
    long failed,
    String why)
    implements LiveTable.Row {

  /** Names its columns. */
  static final String HEAD =
      "%8s  %7s  %6s  %6s  %8s  %8s  %6s  %s"
          .formatted("TIME", "WAITING", "WANTED", "READY", "REQUESTS", "P95", "FAILED", "WHY");

  @Override
  public String text() {
    return String.format(
        Locale.ROOT,
        "%7.1fs  %7d  %6d  %6d  %8s  %8s  %6d  %s",
        seconds,
        waiting,
        wanted,
        ready,
        String.format(Locale.ROOT, "%.1f/s", rate),
        String.format(Locale.ROOT, "%.3fs", p95),
        failed,
        why);
  }
}
