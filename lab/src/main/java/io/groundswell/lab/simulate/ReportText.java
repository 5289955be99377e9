package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.Outcome;
import io.groundswell.lab.output.Columns;
import io.groundswell.lab.output.Numbers;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints a {@link Report} for people. */
final class ReportText {

  private static final int MOST_OBJECTS = 20;

  private ReportText() {}

  static void print(Report report, PrintStream out) {
    out.println("Load: " + report.load());
    out.println("Replicas: " + report.consumers());
    out.println();
    if (report.runs().size() == 1) {
      single(report, report.runs().getFirst(), out);
    } else {
      compared(report, out);
    }
  }

  private static void single(Report report, Report.Run run, PrintStream out) {
    out.println(run.name());
    List<List<String>> table = new ArrayList<>();
    Rows.of(run.total(), report.slo())
        .forEach((label, value) -> table.add(List.of("  " + label, value)));
    Columns.print(table, out);
    if (run.outcomes().size() > 1) {
      out.println();
      objects(run.outcomes(), out);
    }
  }

  private static void objects(List<Outcome> outcomes, PrintStream out) {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of("object", "orders", "wait p95", "wait max", "replicas", "replica-hours", "rises"));
    outcomes.stream()
        .sorted(Comparator.comparingDouble((Outcome o) -> -o.waits().p95()))
        .limit(MOST_OBJECTS)
        .forEach(
            o ->
                table.add(
                    List.of(
                        o.name(),
                        Numbers.count(o.orders()),
                        Numbers.seconds(o.waits().p95()),
                        Numbers.seconds(o.waits().max()),
                        Integer.toString(o.replicas().max()),
                        Numbers.short3(o.replicaSeconds() / 3600),
                        Numbers.count(o.rises()))));
    Columns.print(table, out);
    if (outcomes.size() > MOST_OBJECTS) {
      out.println(
          "and "
              + Numbers.count(outcomes.size() - MOST_OBJECTS)
              + " more, whose orders waited less: --output json has them all");
    }
  }

  private static void compared(Report report, PrintStream out) {
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    report.runs().forEach(run -> head.add(run.name()));
    table.add(head);
    for (String name : report.differing()) {
      table.add(
          row(
              name,
              report.runs().stream().map(r -> r.settings().getOrDefault(name, "-")).toList()));
    }
    table.add(List.of(""));
    List<Map<String, String>> columns =
        report.runs().stream().map(r -> Rows.of(r.total(), report.slo())).toList();
    Set<String> labels = new LinkedHashSet<>();
    columns.forEach(c -> labels.addAll(c.keySet()));
    for (String label : labels) {
      table.add(row(label, columns.stream().map(c -> c.getOrDefault(label, "0")).toList()));
    }
    Columns.print(table, out);
  }

  private static List<String> row(String label, List<String> values) {
    List<String> row = new ArrayList<>(List.of(label));
    row.addAll(values);
    return row;
  }
}
