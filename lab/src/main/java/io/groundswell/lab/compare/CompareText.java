package io.groundswell.lab.compare;

import io.groundswell.lab.output.Columns;
import io.groundswell.lab.output.Numbers;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints a {@link Comparison} for people. */
final class CompareText {

  private CompareText() {}

  static void print(Comparison comparison, PrintStream out) {
    String first = comparison.first().name();
    String second = comparison.second().name();
    print(List.of("", first, second), SideBySide.outcome(comparison), out);
    print(List.of("From zero", first, second), SideBySide.rises(comparison), out);
    print(List.of("Replicas", "by", first, second, "later by"), SideBySide.steps(comparison), out);
    comparison.pairs().stream()
        .filter(Comparison::differs)
        .forEach(pair -> explain(pair, comparison, out));
    print(
        List.of(
            "Replicas at",
            first + ": wanted",
            "ready",
            "queue",
            second + ": wanted",
            "ready",
            "queue"),
        SideBySide.replicas(comparison),
        out);
    SideBySide.remarks(comparison)
        .forEach(remark -> out.println("%s at %s: %s".formatted(remark.toArray())));
    out.println(comparison.verdict());
    comparison.remarks().forEach(out::println);
  }

  private static void print(List<String> head, List<List<String>> rows, PrintStream out) {
    if (rows.isEmpty()) {
      return;
    }
    List<List<String>> table = new ArrayList<>();
    table.add(head);
    table.addAll(rows);
    Columns.print(table, out);
    out.println();
  }

  private static void explain(Pair pair, Comparison comparison, PrintStream out) {
    List<String> why = SideBySide.why(pair);
    if (why.size() == 1) {
      out.println("Both, but later by " + Numbers.seconds(Math.abs(pair.apart().orElseThrow())));
      out.println("  " + why.getFirst());
    } else {
      out.println(comparison.first().name() + "  " + why.get(0));
      out.println(comparison.second().name() + "  " + why.get(1));
    }
    out.println();
  }
}
