package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.Scenario;
import io.groundswell.autoscaler.simulator.Simulation;
import io.groundswell.autoscaler.simulator.SimulationSettings;
import io.groundswell.autoscaler.simulator.TraceException;
import io.groundswell.autoscaler.simulator.Workload;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.lab.LabException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A load, replicas and a seed, to try candidates on. The same for all of them: the first candidate
 * of each trial meets the same orders.
 *
 * @param load which orders arrive when
 * @param consumers what a replica does
 * @param seed of all randomness
 * @param settings what to tell
 * @param progress to tell how far a trial is, by the first candidate's load
 */
record Experiment(
    LoadOptions load,
    ConsumerOptions consumers,
    long seed,
    SimulationSettings settings,
    Optional<SimulationProgress> progress) {

  /**
   * What came of a trial.
   *
   * @param result of the simulation
   * @param load in words
   * @param warning on what was read of the load
   */
  record Trial(Simulation.Result result, String load, Optional<String> warning) {}

  /**
   * Simulates candidates on one clock.
   *
   * @throws LabException if the load turns out to be wrong
   */
  Trial run(List<Candidate> candidates) {
    return run(candidates, Optional.empty());
  }

  /** Simulates one candidate and tells its timeline. */
  Trial run(Candidate candidate, Consumer<TimelineEvent> timeline) {
    return run(List.of(candidate), Optional.of(timeline));
  }

  private Trial run(List<Candidate> candidates, Optional<Consumer<TimelineEvent>> timeline) {
    try (LoadOptions.Source source = load.open()) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Scenario> scenarios = new ArrayList<>();
      for (Candidate candidate : candidates) {
        SplittableRandom own = random.split();
        Workload workload = source.workload(own.split());
        scenarios.add(scenario(candidate, scenarios.isEmpty() ? watched(workload) : workload, own));
      }
      Simulation.Result result =
          timeline.isPresent()
              ? Simulation.run(scenarios.getFirst(), settings, timeline.get())
              : Simulation.run(scenarios, settings);
      return new Trial(result, source.words(), source.warning());
    } catch (TraceException e) {
      throw new LabException("--trace " + e.getMessage(), e);
    }
  }

  private Workload watched(Workload workload) {
    return progress.map(p -> p.watch(workload)).orElse(workload);
  }

  private Scenario scenario(Candidate candidate, Workload workload, SplittableRandom random) {
    return new Scenario(
        candidate.name(),
        candidate.autoscaler().get(),
        candidate.gauges(),
        workload,
        consumers.model(candidate.consumersAtMost()),
        candidate.restingReplicas(),
        random);
  }
}
