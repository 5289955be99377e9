package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Searches settings for short waits at few replica-hours, within a budget of trials. First it turns
 * each knob alone through all its values; then, again and again, it takes one of the best so far
 * and turns one or two of its knobs by a step or two, until the budget is used up or nothing near
 * the best is untried. The same seed tries the same settings.
 */
final class Tuning {

  private static final int GENERATION = 8;
  private static final int PATIENCE = 200;

  private final List<Knob> knobs;
  private final int[] own;
  private final int budget;
  private final SplittableRandom random;
  private final Set<List<Integer>> tried = new HashSet<>();
  private final List<Try> tries = new ArrayList<>();

  /**
   * A try.
   *
   * @param places of the knobs' values
   * @param outcome what came of it; empty if these settings can't be simulated
   * @param mostRises from zero, an hour, that are borne
   */
  record Try(List<Integer> places, Optional<Outcome> outcome, double mostRises) {
    private static final double HOUR = 3600;

    double replicaHours() {
      return outcome.orElseThrow().replicaSeconds() / HOUR;
    }

    /** Whether it did all orders, and rose from zero no more often than is borne. */
    boolean isGood() {
      return outcome.filter(o -> o.unfinished() == 0 && bears(o)).isPresent();
    }

    private boolean bears(Outcome outcome) {
      return outcome.rises() <= Math.max(1, mostRises * outcome.simulatedSeconds() / HOUR);
    }
  }

  /**
   * A search.
   *
   * @param own the places of the manifest's values
   * @param budget trials at most
   */
  Tuning(List<Knob> knobs, int[] own, int budget, SplittableRandom random) {
    this.knobs = knobs;
    this.own = own.clone();
    this.budget = budget;
    this.random = random;
  }

  /**
   * Searches.
   *
   * @param statistic of the waits that counts
   * @param trial tries settings, several side by side, in their order
   * @return all tries, the manifest's own first
   */
  List<Try> search(Slo.Statistic statistic, Function<List<List<Integer>>, List<Try>> trial) {
    evaluate(oneByOne(), trial);
    while (tries.size() < budget) {
      List<List<Integer>> next = nearTheBest(statistic);
      if (next.isEmpty()) {
        break;
      }
      evaluate(next, trial);
    }
    return tries;
  }

  private void evaluate(
      List<List<Integer>> places, Function<List<List<Integer>>, List<Try>> trial) {
    tries.addAll(trial.apply(places.subList(0, Math.min(places.size(), budget - tries.size()))));
  }

  private List<List<Integer>> oneByOne() {
    List<List<Integer>> all = new ArrayList<>();
    add(own, all);
    for (int knob = 0; knob < knobs.size(); knob++) {
      for (int value = 0; value < knobs.get(knob).values().size(); value++) {
        int[] places = own.clone();
        places[knob] = value;
        add(places, all);
      }
    }
    return all;
  }

  private List<List<Integer>> nearTheBest(Slo.Statistic statistic) {
    List<Try> best = pareto(tries, statistic);
    List<List<Integer>> next = new ArrayList<>();
    for (int i = 0; i < PATIENCE && next.size() < GENERATION && !best.isEmpty(); i++) {
      Try from = best.get(random.nextInt(best.size()));
      int[] places = from.places().stream().mapToInt(Integer::intValue).toArray();
      int turns = 1 + random.nextInt(2);
      for (int turn = 0; turn < turns; turn++) {
        int knob = random.nextInt(knobs.size());
        int step = (1 + random.nextInt(2)) * (random.nextBoolean() ? 1 : -1);
        places[knob] = Math.clamp(places[knob] + step, 0, knobs.get(knob).values().size() - 1);
      }
      add(places, next);
    }
    return next;
  }

  private void add(int[] places, List<List<Integer>> all) {
    List<Integer> list = Arrays.stream(places).boxed().toList();
    if (tried.add(list)) {
      all.add(list);
    }
  }

  /** The good tries than which none is better in both, waits and replica-hours; by their waits. */
  static List<Try> pareto(List<Try> tries, Slo.Statistic statistic) {
    List<Try> sorted =
        tries.stream()
            .filter(Try::isGood)
            .sorted(
                Comparator.comparingDouble((Try t) -> statistic.of(t.outcome().get().waits()))
                    .thenComparingDouble(Try::replicaHours))
            .toList();
    List<Try> best = new ArrayList<>();
    double cheapest = Double.POSITIVE_INFINITY;
    for (Try each : sorted) {
      if (each.replicaHours() < cheapest) {
        best.add(each);
        cheapest = each.replicaHours();
      }
    }
    return best;
  }
}
