package io.groundswell.autoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeDistributionTest {

  /** Sorted, in milliseconds. */
  private static double[] draws(String text) {
    TimeDistribution distribution = TimeDistribution.parse(text);
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.range(0, 20_000)
        .mapToDouble(i -> distribution.nanos(random) / 1e6)
        .sorted()
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "200ms, 200, 200",
    "1.5s, 1500, 1500",
    "0s, 0, 0",
    "100ms..300ms, 100, 300",
    "2m..1h, 120000, 3600000"
  })
  void a_range_is_kept(String text, double min, double max) {
    // When
    double[] draws = draws(text);

    // Then
    assertThat(draws[0]).isCloseTo(min, within((max - min) / 1000));
    assertThat(draws[draws.length - 1]).isCloseTo(max, within((max - min) / 1000));
  }

  @Test
  void an_exponential_time_has_its_mean() {
    // When
    double[] draws = draws("exp:200ms");

    // Then
    assertThat(java.util.Arrays.stream(draws).average().orElseThrow()).isCloseTo(200, within(8.0));
  }

  @Test
  void a_log_normal_time_has_its_median_and_its_95th_percentile() {
    // When
    double[] draws = draws("lognormal:200ms:1s");

    // Then
    assertThat(draws[10_000]).isCloseTo(200, within(10.0));
    assertThat(draws[19_000]).isCloseTo(1000, within(50.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "200",
        "fast",
        "-1s",
        "300ms..100ms",
        "exp:",
        "exp:1s:2s",
        "lognormal:1s",
        "lognormal:0s:1s",
        "lognormal:2s:1s",
        "2d",
        "1s..",
        "100ms...300ms"
      })
  void anything_else_is_refused(String text) {
    // When / Then
    assertThatThrownBy(() -> TimeDistribution.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "' is no time: it may be 200ms, 100ms..300ms");
  }
}
