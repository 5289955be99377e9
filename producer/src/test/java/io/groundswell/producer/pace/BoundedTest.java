package io.groundswell.producer.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "60, 50"})
  void theTighterBoundHolds(long count, long size) {
    // Given
    Pace second = Bounded.by(new Even(Rate.parse("50/s")), Duration.ofSeconds(1));

    // When
    Pace pace = Bounded.by(second, count);

    // Then
    assertThat(pace.size()).hasValue(size);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "200, 200"})
  void atOnceIsBoundedByItsCount(long count, long size) {
    // When
    Pace pace = Bounded.by(new AtOnce(), count);

    // Then
    assertThat(pace.size()).hasValue(size);
  }
}
