package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.Arrivals;
import io.groundswell.autoscaler.simulator.Workload;
import io.groundswell.lab.output.Numbers;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells how far a simulation is, once it takes more than two seconds. */
final class SimulationProgress {

  private static final long PAUSE = Duration.ofSeconds(2).toNanos();

  private final PrintStream out;
  private final LongSupplier clock;
  private long next;

  /**
   * Progress from now on.
   *
   * @param clock nanoseconds, such as {@link System#nanoTime}
   */
  SimulationProgress(PrintStream out, LongSupplier clock) {
    this.out = out;
    this.clock = clock;
    this.next = clock.getAsLong() + PAUSE;
  }

  /** The same workload: whoever draws on it is as far as its last order. */
  Workload watch(Workload workload) {
    return () -> {
      var arrivals = workload.next();
      arrivals.ifPresent(this::tell);
      return arrivals;
    };
  }

  private void tell(Arrivals arrivals) {
    if (clock.getAsLong() - next < 0) {
      return;
    }
    next = clock.getAsLong() + PAUSE;
    out.println("simulated " + Numbers.time(arrivals.end() / 1e9) + " so far");
  }
}
