package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateWindowTest {

  private static final long SECOND = 1_000_000_000L;

  private final RateWindow window = new RateWindow();

  @Test
  void oneSampleMakesNoRate() {
    // When
    window.sample(0, 100);

    // Then
    assertThat(window.perSecond()).isZero();
  }

  @Test
  void ratesAreCountsPerSecond() {
    // Given
    window.sample(0, 100);

    // When
    window.sample(2 * SECOND, 110);

    // Then
    assertThat(window.perSecond()).isEqualTo(5);
  }

  @Test
  void oldSamplesAreForgotten() {
    // Given
    window.sample(0, 0);

    // When
    for (int second = 1; second <= 10; second++) {
      window.sample(second * SECOND, 1000);
    }

    // Then
    assertThat(window.perSecond()).isZero();
  }

  @Test
  void countersThatStartAgainMakeNoNegativeRate() {
    // Given
    window.sample(0, 100);

    // When
    window.sample(SECOND, 10);

    // Then
    assertThat(window.perSecond()).isZero();
  }
}
