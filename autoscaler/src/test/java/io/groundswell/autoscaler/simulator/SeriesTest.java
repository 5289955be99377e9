package io.groundswell.autoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeriesTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void each_step_holds_the_most_of_its_time() {
    // Given
    Series series = new Series();

    // When
    series.wanted(0, 2);
    series.arrived(SECOND / 2);
    series.arrived(SECOND / 2);
    series.done(SECOND - 1, 1);
    series.wanted(2 * SECOND, -1);
    series.done(2 * SECOND, 3 * SECOND);

    // Then
    assertThat(series.arrived()).containsExactly(2, 0, 0);
    assertThat(series.backlog()).containsExactly(2, 1, 1);
    assertThat(series.wanted()).containsExactly(2, 2, 2);
    assertThat(series.waits()).containsExactly(1e-9, 0, 3);
  }

  @Test
  void a_long_time_takes_no_more_steps_than_a_short_one() {
    // Given
    Series series = new Series();
    int week = 7 * 86_400;

    // When
    for (int i = 0; i < week; i++) {
      series.arrived(i * SECOND);
      series.done(i * SECOND, i == 100_000 ? 5 * SECOND : 0);
    }

    // Then
    assertThat(series.size()).isBetween(Series.MOST / 2, Series.MOST);
    assertThat(series.size() * series.stepSeconds()).isBetween(week * 1.0, week * 1.01);
    assertThat(LongStream.of(series.arrived()).sum()).isEqualTo(week);
    assertThat(series.waits()[(int) (100_000 / series.stepSeconds())]).isEqualTo(5);
  }
}
