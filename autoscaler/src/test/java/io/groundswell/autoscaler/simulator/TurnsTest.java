package io.groundswell.autoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TurnsTest {

  @Property(tries = 200)
  void whoever_is_first_goes_on_until_all_are_out(
      @ForAll @Size(min = 1, max = 20)
          List<@Size(min = 1, max = 10) List<@IntRange(min = 0, max = 9) Integer>> steps) {
    // Given
    List<Lane> lanes = IntStream.range(0, steps.size()).mapToObj(i -> lane()).toList();
    Turns turns = new Turns(lanes);
    int[] gone = new int[lanes.size()];
    long[] time = new long[lanes.size()];
    List<Long> order = new ArrayList<>();

    // When
    while (!turns.isEmpty()) {
      int index = lanes.indexOf(turns.first());
      order.add(time[index]);
      List<Integer> own = steps.get(index);
      time[index] =
          gone[index] == own.size() ? Long.MAX_VALUE : time[index] + own.get(gone[index]++);
      turns.moveFirst(time[index]);
    }

    // Then
    assertThat(order).isSorted();
    assertThat(order).hasSize(steps.stream().mapToInt(List::size).sum() + steps.size());
  }

  /** Polled at 0. */
  private static Lane lane() {
    return new Lane(
        Given.scenario(Given.scaledObject().build(), Given.burst(0, 1), Given.working("1s")),
        SimulationSettings.defaults(),
        new Totals(false),
        Optional.empty());
  }
}
