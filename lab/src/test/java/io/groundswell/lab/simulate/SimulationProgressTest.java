package io.groundswell.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.simulator.Arrivals;
import io.groundswell.autoscaler.simulator.Workload;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulationProgressTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long now;

  private final SimulationProgress progress =
      new SimulationProgress(new PrintStream(out, true), () -> now);

  private Workload hours(int count) {
    Iterator<Arrivals> all =
        List.of(1, 2, 3, 4).stream()
            .limit(count)
            .map(hour -> new Arrivals(0, 0, 0, hour * 3600 * SECOND))
            .iterator();
    return () -> all.hasNext() ? Optional.of(all.next()) : Optional.empty();
  }

  @Test
  void tells_how_far_it_is_every_two_seconds() {
    // Given
    Workload watched = progress.watch(hours(4));

    // When
    for (int i = 0; i < 4; i++) {
      now += SECOND;
      watched.next();
    }

    // Then
    assertThat(out.toString().lines())
        .containsExactly("simulated 2 h so far", "simulated 4 h so far");
  }

  @Test
  void hands_on_all_orders() {
    // Given
    Workload watched = progress.watch(hours(1));

    // When
    Optional<Arrivals> first = watched.next();
    Optional<Arrivals> second = watched.next();

    // Then
    assertThat(first).contains(new Arrivals(0, 0, 0, 3600 * SECOND));
    assertThat(second).isEmpty();
  }
}
