package io.groundswell.lab.compare;

import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.lab.output.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two runs side by side.
 *
 * @param pairs their steps
 */
record Comparison(Side first, Side second, List<Pair> pairs) {

  /** Decisions at the same step are as one if no more than this lies between them. */
  static final double SYNC = HpaSettings.defaults().syncPeriod().toMillis() / 1e3;

  static Comparison of(Side first, Side second) {
    return new Comparison(first, second, Pair.of(first.steps(), second.steps()));
  }

  /** Whether both runs took the same steps. */
  boolean sameSteps() {
    return pairs.stream().allMatch(pair -> pair.match() == Pair.Match.SAME);
  }

  /** Seconds between the two of the pair that lies furthest apart; 0 where there are none. */
  double furthestApart() {
    return pairs.stream()
        .flatMap(pair -> pair.apart().stream())
        .mapToDouble(Math::abs)
        .max()
        .orElse(0);
  }

  /** Whether a pair asks for an explanation. */
  static boolean differs(Pair pair) {
    return pair.match() != Pair.Match.SAME || Math.abs(pair.apart().orElse(0.0)) > SYNC;
  }

  /** All of it in one sentence. */
  String verdict() {
    if (pairs.isEmpty()) {
      return "Neither run changed its replicas.";
    }
    String furthest = String.format(Locale.ROOT, "%.1f s", furthestApart());
    String within =
        (furthestApart() <= SYNC ? "within" : "more than")
            + " one sync of the HPA ("
            + Numbers.plain(SYNC)
            + " s)";
    if (sameSteps()) {
      return "The same %d steps; those furthest apart are so by %s, %s."
          .formatted(pairs.size(), furthest, within);
    }
    long same = pairs.stream().filter(pair -> pair.match() == Pair.Match.SAME).count();
    return "Of %d steps %d are the same; those furthest apart are so by %s, %s."
        .formatted(pairs.size(), same, furthest, within);
  }

  /** What one has to know to read the times. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add("Times are seconds since each run's first step, on the autoscaler's clock.");
    for (Side side : List.of(first, second)) {
      fast(side).ifPresent(remarks::add);
    }
    return remarks;
  }

  private static Optional<String> fast(Side side) {
    double speed = side.summary().speed();
    return speed == 1
        ? Optional.empty()
        : Optional.of(
            "%s ran at speed %s: its times are multiplied by that, but for what processes take (waits, and a rise's stages after the poll)."
                .formatted(side.name(), Numbers.plain(speed)));
  }
}
