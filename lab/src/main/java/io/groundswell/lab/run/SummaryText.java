package io.groundswell.lab.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** A summary for people. */
public final class SummaryText {

  private static final double MEBIBYTE = 1024.0 * 1024;

  private SummaryText() {}

  /** Prints it; the folder is named, so that one finds the rest. */
  public static void print(Summary summary, Path folder, PrintStream out) {
    line(
        out,
        "%n%-12s placed %d, done %d, twice %d, lost %d%s",
        "Orders",
        summary.placed(),
        summary.done(),
        summary.duplicates(),
        summary.lost(),
        summary.deadLettered() == 0 ? "" : ", dead-lettered " + summary.deadLettered());
    if (summary.countedBy().equals("broker")) {
      line(
          out,
          "%-12s the application gives no receipts: 'done' is what the broker no longer has",
          "");
    }
    percentiles(out, "Wait", summary.waits());
    percentiles(out, "Total", summary.totals());
    line(
        out,
        "%-12s at most %d, at the end %d; %s, speed %s",
        "Replicas",
        summary.replicas().max(),
        summary.replicas().last(),
        summary.startMode(),
        number(summary.speed()));
    for (Rise rise : summary.rises()) {
      line(
          out,
          "%-12s poll %.2f + decide %.2f + spawn %.2f + boot %.2f + first received %.2f"
              + " + first done %.2f = %.2f s",
          "From zero",
          rise.poll(),
          rise.decide(),
          rise.spawn(),
          rise.boot(),
          rise.firstReceived(),
          rise.firstDone(),
          rise.total());
    }
    if (summary.chaos().total() > 0 || summary.restarts() > 0) {
      line(
          out,
          "%-12s killed %d, terminated %d, broker killed %d; %d restarts",
          "Chaos",
          summary.chaos().kill(),
          summary.chaos().term(),
          summary.chaos().broker(),
          summary.restarts());
    }
    line(
        out,
        "%-12s %.1f s of processor time, %.0f MiB",
        "The lab",
        summary.lab().cpuSeconds(),
        summary.lab().maxResidentBytes() / MEBIBYTE);
    line(out, "%-12s %s", "All of it", folder);
    if (summary.interrupted()) {
      line(out, "The run was ended before all was done.");
    }
  }

  private static void percentiles(PrintStream out, String name, Percentiles of) {
    line(
        out,
        "%-12s half within %.2f s, 95 %% within %.2f s, 99 %% within %.2f s, longest %.2f s",
        name,
        of.p50(),
        of.p95(),
        of.p99(),
        of.max());
  }

  static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static void line(PrintStream out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
