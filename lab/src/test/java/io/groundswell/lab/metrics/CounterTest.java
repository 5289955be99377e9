package io.groundswell.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.lab.metrics.Counter.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Expected values worked out by hand from Prometheus' {@code extrapolatedRate}. */
class CounterTest {

  @Test
  void oneSampleIsNoRate() {
    // When
    OptionalDouble rate = Counter.rate(List.of(new Point(1000, 5)), 60_000, 10_000);

    // Then
    assertThat(rate).isEmpty();
  }

  @Test
  void endsThatSamplesNearlyReachAreFilledUp() {
    // Given
    List<Point> points =
        List.of(new Point(5_000, 100), new Point(15_000, 110), new Point(25_000, 120));

    // When
    OptionalDouble rate = Counter.rate(points, 30_000, 30_000);

    // Then
    assertThat(rate.getAsDouble()).isEqualTo(20.0 * (30.0 / 20.0) / 30.0, within(1e-9));
  }

  @Test
  void endsFarFromAnySampleCountHalfADistance() {
    // Given
    List<Point> points = List.of(new Point(40_000, 100), new Point(50_000, 110));

    // When
    OptionalDouble rate = Counter.rate(points, 60_000, 60_000);

    // Then
    assertThat(rate.getAsDouble())
        .isEqualTo(10.0 * ((10.0 + 10.0 / 2 + 10.0) / 10.0) / 60.0, within(1e-9));
  }

  @Test
  void aCounterIsNotTakenBackBelowZero() {
    // Given
    List<Point> points = List.of(new Point(10_000, 1), new Point(20_000, 21));

    // When
    OptionalDouble rate = Counter.rate(points, 20_000, 20_000);

    // Then
    assertThat(rate.getAsDouble()).isEqualTo(20.0 * (10.5 / 10.0) / 20.0, within(1e-9));
  }

  @Test
  void aRestartedCounterGoesOnFromZero() {
    // Given
    List<Point> points =
        List.of(
            new Point(0, 90), new Point(10_000, 100), new Point(20_000, 4), new Point(30_000, 14));

    // When
    OptionalDouble rate = Counter.rate(points, 30_000, 30_000);

    // Then
    assertThat(rate.getAsDouble()).isEqualTo(24.0 / 30.0, within(1e-9));
  }

  @Property
  void anEvenCounterHasItsOwnRate(
      @ForAll @IntRange(min = 1, max = 1000) int perSecond,
      @ForAll @IntRange(min = 1, max = 30) int every) {
    // Given
    List<Point> points = new ArrayList<>();
    for (int second = 0; second <= 120; second += every) {
      points.add(new Point(second * 1000L, 1_000_000 + (double) perSecond * second));
    }

    // When
    OptionalDouble rate = Counter.rate(points, 60_000, 120_000);

    // Then
    assertThat(rate.getAsDouble()).isCloseTo(perSecond, within(perSecond * 1e-9));
  }
}
