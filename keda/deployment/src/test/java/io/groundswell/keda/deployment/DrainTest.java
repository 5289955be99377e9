package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DrainTest {

  @Test
  void asksForNoMoreThanKubernetesGivesByItself() {
    // Given
    Drain drain = new Drain(Duration.ZERO, Duration.ofSeconds(10));

    // When
    Duration gracePeriod = drain.gracePeriod();

    // Then
    assertThat(gracePeriod).hasSeconds(30);
  }

  @Test
  void addsTimeToExitToALongDrain() {
    // Given
    Drain drain = new Drain(Duration.ofSeconds(5), Duration.ofMillis(40_500));

    // When
    Duration gracePeriod = drain.gracePeriod();

    // Then
    assertThat(gracePeriod).hasSeconds(51);
  }

  @Property
  void neverEndsBeforeTheDrain(
      @ForAll @LongRange(min = 0, max = 1_000_000) long delay,
      @ForAll @LongRange(min = 0, max = 100_000_000) long timeout) {
    // Given
    Drain drain = new Drain(Duration.ofMillis(delay), Duration.ofMillis(timeout));

    // When
    Duration gracePeriod = drain.gracePeriod();

    // Then
    assertThat(gracePeriod).isGreaterThan(drain.total());
  }
}
