package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.Outcome;
import io.groundswell.autoscaler.simulator.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one simulation, or of several to be compared.
 *
 * @param load in words
 * @param consumers in words
 * @param slo to be kept
 * @param runs one for each simulation
 * @param warnings one sentence each
 */
record Report(
    String load, String consumers, Optional<Slo> slo, List<Run> runs, List<String> warnings) {

  /**
   * One simulation.
   *
   * @param name what it is called among others
   * @param settings of the only candidate; empty if there are several
   * @param total of all candidates
   * @param outcomes one for each candidate
   * @param series for plots
   */
  record Run(
      String name,
      Map<String, String> settings,
      Outcome total,
      List<Outcome> outcomes,
      Optional<Series> series) {}

  /** Names of settings that some of the runs have and others don't, or another value of. */
  List<String> differing() {
    List<String> names = new ArrayList<>();
    for (Run run : runs) {
      for (String name : run.settings().keySet()) {
        boolean differs =
            runs.stream().anyMatch(r -> !run.settings().get(name).equals(r.settings().get(name)));
        if (differs && !names.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
