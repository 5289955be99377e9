package io.groundswell.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTimeTest {

  @Test
  void oneDurationIsFixed() {
    assertThat(WorkTime.parse("200ms"))
        .isEqualTo(new WorkTime(Duration.ofMillis(200), Duration.ofMillis(200)));
  }

  @Test
  void twoDurationsAreASpread() {
    assertThat(WorkTime.parse("100ms..1s"))
        .isEqualTo(new WorkTime(Duration.ofMillis(100), Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "abc", "300ms..100ms", "100ms..", "..100ms", "-5ms", "61m"})
  void whatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> WorkTime.parse(text));
  }

  @Property(tries = 200)
  void picksWithinItsBounds(
      @ForAll @IntRange(max = 5000) int min,
      @ForAll @IntRange(max = 5000) int spread,
      @ForAll long seed) {
    // Given
    WorkTime time = new WorkTime(Duration.ofMillis(min), Duration.ofMillis(min + spread));

    // When
    Duration picked = time.pick(new Random(seed));

    // Then
    assertThat(picked).isBetween(time.min(), time.max());
  }
}
