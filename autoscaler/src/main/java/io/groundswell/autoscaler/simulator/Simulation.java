package io.groundswell.autoscaler.simulator;

import io.groundswell.autoscaler.timeline.TimelineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs scenarios on one virtual clock, each to its own end: all its orders have arrived and are
 * done, and its replicas are where they rest, or the tail of its settings is over.
 *
 * <p>Scenarios share the clock and nothing else: each has a queue of its own, and there is room for
 * all replicas.
 */
public final class Simulation {

  /** When the virtual clock begins. */
  public static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");

  private final SimulationSettings settings;
  private final Totals totals;
  private final List<Lane> lanes = new ArrayList<>();

  private Simulation(
      List<Scenario> scenarios,
      SimulationSettings settings,
      Optional<Consumer<TimelineEvent>> timeline) {
    this.settings = settings;
    this.totals = new Totals(settings.plotted());
    scenarios.forEach(s -> lanes.add(new Lane(s, settings, totals, timeline)));
  }

  /**
   * What came of a simulation.
   *
   * @param total of all scenarios: sums, waits of all orders, and the most at one time
   * @param outcomes one for each scenario
   * @param series for a plot of all together, if the settings ask for one
   */
  public record Result(Outcome total, List<Outcome> outcomes, Optional<Series> series) {
    public Result {
      outcomes = List.copyOf(outcomes);
    }
  }

  /**
   * Simulates.
   *
   * @throws TraceException if a trace turns out to be wrong
   */
  public static Result run(List<Scenario> scenarios, SimulationSettings settings) {
    return new Simulation(scenarios, settings, Optional.empty()).run();
  }

  /**
   * Simulates one scenario and tells all that happens: before each decision, a sample of what it
   * was made from.
   *
   * @throws TraceException if a trace turns out to be wrong
   */
  public static Result run(
      Scenario scenario, SimulationSettings settings, Consumer<TimelineEvent> timeline) {
    return new Simulation(List.of(scenario), settings, Optional.of(timeline)).run();
  }

  private Result run() {
    Turns turns = new Turns(lanes);
    while (!turns.isEmpty()) {
      Lane lane = turns.first();
      do {
        lane.advance();
      } while (lane.next() < turns.second());
      turns.moveFirst(lane.next());
    }
    List<Outcome> outcomes = lanes.stream().map(Lane::outcome).toList();
    Outcome total =
        outcomes.size() == 1 ? outcomes.getFirst() : Measures.total(lanes, settings, totals);
    return new Result(total, outcomes, totals.series());
  }
}
