package io.groundswell.lab.output;

import java.io.PrintStream;
import java.util.List;

/** A table for people. */
public final class Columns {

  private Columns() {}

  /** Prints rows in columns: the first to the left, the others to the right. */
  public static void print(List<List<String>> table, PrintStream out) {
    int[] widths = new int[table.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : table) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + gap : "  " + gap + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
