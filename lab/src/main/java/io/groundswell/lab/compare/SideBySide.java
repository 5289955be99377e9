package io.groundswell.lab.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A comparison in tables of words, which the text and the page show alike. */
final class SideBySide {

  private static final String UNKNOWN = "-";
  private static final int MOST_REMARKS = 20;
  private static final Moment NOTHING = new Moment(0, 0, 0, null, null);

  private SideBySide() {}

  /** What came of both: label, first, second. */
  static List<List<String>> outcome(Comparison comparison) {
    return beside(
        SummaryRows.outcome(comparison.first()), SummaryRows.outcome(comparison.second()));
  }

  /** The stages of their rises: label, first, second. */
  static List<List<String>> rises(Comparison comparison) {
    return beside(SummaryRows.rises(comparison.first()), SummaryRows.rises(comparison.second()));
  }

  /** Their steps: replicas, who, time of the first, time of the second, difference. */
  static List<List<String>> steps(Comparison comparison) {
    return comparison.pairs().stream().map(SideBySide::step).toList();
  }

  /** Why they differ at a step, in one line for each run, or in one for both. */
  static List<String> why(Pair pair) {
    List<String> reasons = List.of(why(pair.first()), why(pair.second()));
    return reasons.get(0).equals(reasons.get(1)) ? reasons.subList(0, 1) : reasons;
  }

  private static String why(Optional<Step> step) {
    return step.map(s -> s.replicas() + ": " + s.reason()).orElse("no such step");
  }

  private static List<String> step(Pair pair) {
    Step any = pair.first().or(pair::second).orElseThrow();
    String replicas =
        pair.match() == Pair.Match.OTHER_REPLICAS
            ? pair.first().orElseThrow().replicas() + " | " + pair.second().orElseThrow().replicas()
            : any.replicas();
    return List.of(
        replicas,
        any.by().toString(),
        pair.first().map(step -> seconds(step.at())).orElse(UNKNOWN),
        pair.second().map(step -> seconds(step.at())).orElse(UNKNOWN),
        pair.apart().map(SideBySide::signed).orElse(UNKNOWN));
  }

  /**
   * How they stood at every whole second at which the replicas of one of them are others than
   * before: time, then wanted, ready and queue of both.
   */
  static List<List<String>> replicas(Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    List<Side> sides = List.of(comparison.first(), comparison.second());
    double end = sides.stream().mapToDouble(SideBySide::end).max().orElse(0);
    List<Moment> before = null;
    for (double t = 0; t <= Math.ceil(end); t++) {
      double now = t;
      List<Moment> moments =
          sides.stream().map(side -> side.at(Math.min(now, end(side))).orElse(NOTHING)).toList();
      if (before == null || !same(before, moments)) {
        List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%.0f s", t)));
        moments.forEach(moment -> row.addAll(words(moment)));
        rows.add(row);
        before = moments;
      }
    }
    return rows;
  }

  /** What was noted in either run: run, time, text. */
  static List<List<String>> remarks(Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    for (Side side : List.of(comparison.first(), comparison.second())) {
      side.remarks().stream()
          .limit(MOST_REMARKS)
          .forEach(r -> rows.add(List.of(side.name(), seconds(r.at()), r.text())));
    }
    return rows;
  }

  private static double end(Side side) {
    return side.moments().isEmpty() ? 0 : side.moments().getLast().at();
  }

  private static boolean same(List<Moment> a, List<Moment> b) {
    return a.get(0).sameReplicas(b.get(0)) && a.get(1).sameReplicas(b.get(1));
  }

  private static List<String> words(Moment moment) {
    return List.of(
        Integer.toString(moment.wanted()),
        Integer.toString(moment.ready()),
        moment.queue() == null ? UNKNOWN : Long.toString(moment.queue()));
  }

  private static List<List<String>> beside(Map<String, String> first, Map<String, String> second) {
    return merged(List.copyOf(first.keySet()), List.copyOf(second.keySet())).stream()
        .map(
            label ->
                List.of(
                    label, first.getOrDefault(label, UNKNOWN), second.getOrDefault(label, UNKNOWN)))
        .toList();
  }

  /** All labels of both; those that only the second has stand before the next that both have. */
  static List<String> merged(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    int place = all.size();
    for (String label : second.reversed()) {
      int known = all.indexOf(label);
      if (known >= 0) {
        place = known;
      } else {
        all.add(place, label);
      }
    }
    return all;
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.1f s", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.1f s", value);
  }
}
