package io.groundswell.lab.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A summary for people. */
public final class SummaryText {

  private static final double MEBIBYTE = 1024.0 * 1024;

  private SummaryText() {}

  /** Prints it; the folder is named, so that one finds the rest. */
  public static void print(Summary summary, Path folder, PrintStream out) {
    out.println();
    orders(summary, out);
    line(
        out,
        "%-12s at most %d, at the end %d; %s, speed %s",
        "Replicas",
        summary.replicas().max(),
        summary.replicas().last(),
        summary.startMode(),
        number(summary.speed()));
    for (Rise rise : summary.rises()) {
      line(out, "%-12s %s = %.2f s", "From zero", stages(rise), rise.total());
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

  private static void orders(Summary summary, PrintStream out) {
    if (summary.done() == null) {
      line(out, "%-12s not counted: no receipts were read", "Orders");
      return;
    }
    line(
        out,
        "%-12s placed %s, done %d, twice %d, lost %s%s",
        "Orders",
        Objects.requireNonNullElse(summary.placed(), "?"),
        summary.done(),
        summary.duplicates(),
        Objects.requireNonNullElse(summary.lost(), "?"),
        summary.deadLettered() == 0 ? "" : ", dead-lettered " + summary.deadLettered());
    if ("broker".equals(summary.countedBy())) {
      line(
          out,
          "%-12s the application gives no receipts: 'done' is what the broker no longer has",
          "");
    }
    percentiles(out, "Wait", summary.waits());
    percentiles(out, "Total", summary.totals());
  }

  /** The stages of a rise, in words. */
  public static String stages(Rise rise) {
    return rise.stages().entrySet().stream()
        .map(
            stage -> String.format(Locale.ROOT, "%s %.2f", words(stage.getKey()), stage.getValue()))
        .collect(Collectors.joining(" + "));
  }

  /** {@code firstDone} as {@code first done}. */
  public static String words(String stage) {
    return stage.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
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

  /** Without a point where there is nothing behind it. */
  public static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static void line(PrintStream out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
