package io.groundswell.producer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RampTest {

  private static final Ramp UP_AND_DOWN =
      new Ramp(0, List.of(stage(10, 100), stage(10, 100), stage(20, 0)));

  private static Ramp.Stage stage(int seconds, double target) {
    return new Ramp.Stage(Duration.ofSeconds(seconds), target);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 50", "10, 100", "15, 100", "30, 50", "40, 0", "100, 0"})
  void goesInStraightLines(double seconds, double value) {
    // When
    double at = UP_AND_DOWN.at(seconds);

    // Then
    assertThat(at).isCloseTo(value, within(1e-9));
  }

  @Test
  void asARateItHasAsManyAsTheAreaBelowIt() {
    // When
    long count = UP_AND_DOWN.count();

    // Then
    assertThat(count).isEqualTo(500 + 1000 + 1000);
  }

  @ParameterizedTest
  @CsvSource({"125, 5", "500, 10", "1000, 15", "1500, 20", "2500, 40"})
  void eachIsDueWhenTheAreaIsSoLarge(long count, double seconds) {
    // When
    double due = UP_AND_DOWN.due(count).orElseThrow();

    // Then
    assertThat(due).isCloseTo(seconds, within(1e-6));
  }

  @Test
  void twiceAsFastItHasHalfAsMany() {
    // When
    Ramp faster = UP_AND_DOWN.faster(2);

    // Then
    assertThat(faster.length()).isEqualTo(Duration.ofSeconds(20));
    assertThat(faster.count()).isEqualTo(1250);
  }

  @Property(tries = 200)
  void noneIsDueBeforeTheOneBeforeItNorAfterTheEnd(
      @ForAll @IntRange(max = 50) int start,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 50) Integer> targets) {
    // Given
    Ramp ramp = new Ramp(start, targets.stream().map(target -> stage(3, target)).toList());

    // When
    List<Double> due =
        java.util.stream.LongStream.rangeClosed(1, ramp.count())
            .mapToObj(n -> ramp.due(n).orElseThrow())
            .toList();

    // Then
    assertThat(due).isSorted();
    assertThat(due).allMatch(at -> at >= 0 && at <= ramp.length().toSeconds());
    assertThat(ramp.due(ramp.count() + 1)).isEmpty();
  }
}
