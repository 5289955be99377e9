package io.groundswell.lab.delivery;

import java.util.Locale;

/** Rows for people. */
final class Table {

  private static final String FORMAT = "%-16s %-40s %8s %8s %6s %6s %6s %6s %8s  %s";

  static final String HEADER =
      FORMAT
          .formatted(
              "BROKER", "FAULT", "PLACED", "DONE", "TWICE", "AGAIN", "LOST", "DEAD", "SECONDS", "")
          .stripTrailing();

  private Table() {}

  static String line(Result result) {
    return FORMAT
        .formatted(
            result.broker(),
            result.fault(),
            result.placed(),
            result.done(),
            result.twice(),
            result.sentAgain(),
            result.lost(),
            result.deadLetters(),
            String.format(Locale.ROOT, "%.1f", result.seconds()),
            result.good() ? "" : "WRONG")
        .stripTrailing();
  }
}
