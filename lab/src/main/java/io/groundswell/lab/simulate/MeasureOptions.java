package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.SimulationSettings;
import io.groundswell.lab.LabException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** Options that say what a simulation is to tell. */
final class MeasureOptions {

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all randomness (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--price",
      paramLabel = "P",
      description = "Of a replica for an hour, in any currency.")
  private Double price;

  @Option(
      names = "--flap-window",
      paramLabel = "TIME",
      defaultValue = "5m",
      description = {
        "A change of replicas that goes back on one so long ago is a flap",
        "(${DEFAULT-VALUE})."
      })
  private String flapWindow;

  @Option(
      names = "--tail",
      paramLabel = "TIME",
      defaultValue = "1h",
      description = {
        "How long to go on at most after the load, until all is done and at rest",
        "(${DEFAULT-VALUE})."
      })
  private String tail;

  @Option(
      names = "--phase",
      paramLabel = "TIME",
      defaultValue = "0s",
      description = {
        "How much later the HPA's syncs come than with KEDA's first poll; nothing ties them",
        "together in a cluster, so try 0s to 15s (${DEFAULT-VALUE})."
      })
  private String phase;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "KEDA's and the HPA's periods run N times as fast, as in 'lab run', which has 5",
        "(${DEFAULT-VALUE})."
      })
  private double speed;

  long seed() {
    return seed;
  }

  SimulationSettings settings(Optional<Duration> slo, boolean plotted) {
    if (price != null && !(price >= 0 && Double.isFinite(price))) {
      throw new LabException("--price is " + price + ", must be 0 or more");
    }
    try {
      return new SimulationSettings(
          slo,
          Options.duration("--flap-window", flapWindow),
          Options.duration("--tail", tail),
          price == null ? OptionalDouble.empty() : OptionalDouble.of(price),
          plotted,
          Options.duration("--phase", phase),
          speed);
    } catch (IllegalArgumentException e) {
      throw new LabException("--" + e.getMessage(), e);
    }
  }
}
