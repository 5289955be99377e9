package io.groundswell.producer.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PhasesTest {

  @Test
  void periodsComeInTurn() {
    // Given
    Pace pace =
        new Phases(List.of(Duration.ofSeconds(1), Duration.ofMillis(500)), Duration.ofSeconds(2));

    // When
    LongStream due = LongStream.range(0, 6).map(sequence -> pace.due(sequence).orElseThrow());

    // Then
    assertThat(due.map(nanos -> nanos / 1_000_000))
        .containsExactly(0L, 1000L, 2000L, 2500L, 3000L, 3500L);
    assertThat(pace.size()).hasValue(6);
  }

  @Test
  void aPeriodLongerThanItsPhaseHasOneOrder() {
    // Given
    Pace pace =
        new Phases(List.of(Duration.ofMinutes(1), Duration.ofMinutes(1)), Duration.ofSeconds(1));

    // When
    OptionalLong size = pace.size();

    // Then
    assertThat(size).hasValue(2);
  }

  @Property
  void ordersAreDueInTheirOrderAndWithinTheTime(
      @ForAll @Size(min = 1, max = 5) List<@LongRange(min = 1, max = 100_000) Long> micros,
      @ForAll @IntRange(min = 1, max = 100) int millis) {
    // Given
    Duration each = Duration.ofMillis(millis);
    Pace pace = new Phases(micros.stream().map(m -> Duration.ofNanos(m * 1000)).toList(), each);

    // When
    long size = pace.size().orElseThrow();

    // Then
    long last = -1;
    for (long sequence = 0; sequence < Math.min(size, 1000); sequence++) {
      long due = pace.due(sequence).orElseThrow();
      assertThat(due).isGreaterThan(last);
      last = due;
    }
    assertThat(pace.due(size - 1).orElseThrow())
        .isLessThan(each.multipliedBy(micros.size()).toNanos());
    assertThat(pace.due(size)).isEmpty();
  }

  @Test
  void timesOfNothingAreRefused() {
    assertThatThrownBy(() -> new Phases(List.of(Duration.ZERO), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Phases(List.of(), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
