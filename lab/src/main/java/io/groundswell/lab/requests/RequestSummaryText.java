package io.groundswell.lab.requests;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.lab.http.Latency;
import io.groundswell.lab.http.Traffic;
import io.groundswell.lab.output.Numbers;
import io.groundswell.lab.run.Rise;
import io.groundswell.lab.run.SummaryText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** A summary of a run under requests, for people. */
public final class RequestSummaryText {

  private static final double MEBIBYTE = 1024.0 * 1024;

  private RequestSummaryText() {}

  /** Prints it; the folder is named, so that one finds the rest. */
  public static void print(RequestSummary summary, Path folder, PrintStream out) {
    out.println();
    requests(summary, out);
    line(
        out,
        "%-12s at most %d, at the end %d; %s, speed %s",
        "Replicas",
        summary.replicas().max(),
        summary.replicas().last(),
        summary.startMode(),
        SummaryText.number(summary.speed()));
    if (summary.scaleIn().left() > 0) {
      line(
          out,
          "%-12s %d replicas left; of %d requests meanwhile, %d failed",
          "Scale-in",
          summary.scaleIn().left(),
          summary.scaleIn().requests(),
          summary.scaleIn().failed());
    }
    for (Rise rise : summary.rises()) {
      line(out, "%-12s %s = %.2f s", "From zero", SummaryText.stages(rise), rise.total());
    }
    if (summary.restarts() > 0) {
      line(out, "%-12s %d", "Restarts", summary.restarts());
    }
    thresholds(summary.load(), out);
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

  private static void requests(RequestSummary summary, PrintStream out) {
    Traffic.Counts requests = summary.requests();
    line(
        out,
        "%-12s %d came, %d answered, %d failed, %d refused%s",
        "Requests",
        requests.arrived(),
        requests.answered(),
        requests.failed(),
        requests.refused(),
        requests.retried() == 0 ? "" : "; " + requests.retried() + " sent to another replica");
    latency(out, "Latency", summary.latency());
    if (summary.waits().count() > 0) {
      latency(out, "Waited", summary.waits());
    }
  }

  private static void latency(PrintStream out, String name, Latency of) {
    line(
        out,
        "%-12s half within %.3f s, 95 %% within %.3f s, 99 %% within %.3f s, longest %.3f s",
        name,
        of.p50(),
        of.p95(),
        of.p99(),
        of.max());
  }

  private static void thresholds(JsonNode load, PrintStream out) {
    if (load == null) {
      return;
    }
    for (JsonNode threshold : load.path("thresholds")) {
      line(
          out,
          "%-12s %s %s: %s",
          threshold.path("ok").asBoolean() ? "Held" : "Missed",
          threshold.path("metric").asText(),
          threshold.path("condition").asText(),
          Numbers.plain(threshold.path("value").asDouble()));
    }
  }

  private static void line(PrintStream out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
