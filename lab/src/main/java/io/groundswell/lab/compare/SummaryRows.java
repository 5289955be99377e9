package io.groundswell.lab.compare;

import io.groundswell.lab.output.Numbers;
import io.groundswell.lab.run.Percentiles;
import io.groundswell.lab.run.Rise;
import io.groundswell.lab.run.Summary;
import io.groundswell.lab.run.SummaryText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a run, in rows of words. What isn't known has no row. */
final class SummaryRows {

  private SummaryRows() {}

  static Map<String, String> outcome(Side side) {
    Summary summary = side.summary();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("broker", summary.broker());
    rows.put("start mode", summary.startMode());
    rows.put("speed", Numbers.plain(summary.speed()));
    count(rows, "orders placed", summary.placed());
    count(rows, "done", summary.done());
    count(rows, "done twice", summary.duplicates());
    count(rows, "lost", summary.lost());
    if (summary.deadLettered() != null && summary.deadLettered() > 0) {
      count(rows, "dead-lettered", summary.deadLettered());
    }
    percentiles(rows, "wait", summary.waits());
    percentiles(rows, "total", summary.totals());
    side.workedOffAt().ifPresent(t -> rows.put("queue empty after", Numbers.seconds(t)));
    rows.put("replicas at most", Numbers.count(summary.replicas().max()));
    rows.put("replicas at the end", Numbers.count(summary.replicas().last()));
    rows.put("rises from zero", Numbers.count(summary.rises().size()));
    rows.put("restarts", Numbers.count(summary.restarts()));
    if (summary.interrupted()) {
      rows.put("ended before all was done", "yes");
    }
    rows.values().removeIf(value -> value == null);
    return rows;
  }

  /** The stages of a run's rises one after the other; the first has no number. */
  static Map<String, String> rises(Side side) {
    Map<String, String> rows = new LinkedHashMap<>();
    List<Rise> rises = side.rises();
    for (int i = 0; i < rises.size(); i++) {
      String number = i == 0 ? "" : " (" + (i + 1) + ")";
      rises
          .get(i)
          .written()
          .forEach((stage, t) -> rows.put(SummaryText.words(stage) + number, Numbers.seconds(t)));
    }
    return rows;
  }

  private static void count(Map<String, String> rows, String label, Long value) {
    if (value != null) {
      rows.put(label, Numbers.count(value));
    }
  }

  private static void percentiles(Map<String, String> rows, String label, Percentiles of) {
    if (of != null) {
      rows.put(label + " p50", Numbers.seconds(of.p50()));
      rows.put(label + " p95", Numbers.seconds(of.p95()));
      rows.put(label + " max", Numbers.seconds(of.max()));
    }
  }
}
