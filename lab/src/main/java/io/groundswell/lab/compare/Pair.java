package io.groundswell.lab.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step of one run and the step of the other that answers to it; a step that the other run lacks
 * stands alone.
 */
record Pair(Optional<Step> first, Optional<Step> second) {

  /** How two runs relate at a step. */
  enum Match {
    /** Both took it. */
    SAME,
    /** Both took one in the same direction, to other numbers of replicas. */
    OTHER_REPLICAS,
    /** Only the first run took it. */
    ONLY_FIRST,
    /** Only the second run took it. */
    ONLY_SECOND
  }

  Match match() {
    if (second.isEmpty()) {
      return Match.ONLY_FIRST;
    }
    if (first.isEmpty()) {
      return Match.ONLY_SECOND;
    }
    return first.get().equalTo(second.get()) ? Match.SAME : Match.OTHER_REPLICAS;
  }

  /** Seconds by which the second run was later; empty for a step that stands alone. */
  Optional<Double> apart() {
    return first.flatMap(a -> second.map(b -> b.at() - a.at()));
  }

  /**
   * Pairs the steps of two runs, in order, so that as few as possible differ or stand alone: an
   * edit distance, in which another number of replicas costs as much as a step that is missing.
   */
  static List<Pair> of(List<Step> first, List<Step> second) {
    int[][] costs = costs(first, second);
    List<Pair> pairs = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < first.size() || j < second.size()) {
      boolean both = i < first.size() && j < second.size();
      if (both
          && first.get(i).like(second.get(j))
          && costs[i][j] == together(first, second, i, j, costs)) {
        pairs.add(new Pair(Optional.of(first.get(i++)), Optional.of(second.get(j++))));
      } else if (i < first.size() && costs[i][j] == 1 + costs[i + 1][j]) {
        pairs.add(new Pair(Optional.of(first.get(i++)), Optional.empty()));
      } else {
        pairs.add(new Pair(Optional.empty(), Optional.of(second.get(j++))));
      }
    }
    return pairs;
  }

  /** At [i][j] what it costs to pair all from i of the first and all from j of the second. */
  private static int[][] costs(List<Step> first, List<Step> second) {
    int[][] costs = new int[first.size() + 1][second.size() + 1];
    for (int i = first.size(); i >= 0; i--) {
      for (int j = second.size(); j >= 0; j--) {
        if (i == first.size() || j == second.size()) {
          costs[i][j] = first.size() - i + second.size() - j;
        } else {
          int alone = 1 + Math.min(costs[i + 1][j], costs[i][j + 1]);
          boolean like = first.get(i).like(second.get(j));
          costs[i][j] = like ? Math.min(alone, together(first, second, i, j, costs)) : alone;
        }
      }
    }
    return costs;
  }

  private static int together(List<Step> first, List<Step> second, int i, int j, int[][] costs) {
    return (first.get(i).equalTo(second.get(j)) ? 0 : 1) + costs[i + 1][j + 1];
  }
}
