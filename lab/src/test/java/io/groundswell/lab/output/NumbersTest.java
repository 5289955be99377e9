package io.groundswell.lab.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "10, 10",
    "2.5, 2.5",
    "0.04712, 0.0471",
    "99.96, 100",
    "123.4, 123",
    "12345.6, 12346"
  })
  void threeDigitsOrAllBeforeThePoint(double value, String text) {
    // When / Then
    assertThat(Numbers.short3(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "999, 999", "1000, 1 000", "568283, 568 283", "-1234567, -1 234 567"})
  void thousandsAreApart(long value, String text) {
    // When / Then
    assertThat(Numbers.count(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "45, 45 s",
    "59.9, 1 min",
    "90, 1 min 30 s",
    "3600, 1 h",
    "5400, 1 h 30 min",
    "604800, 7 d",
    "604855, 7 d",
    "100000, 1 d 3 h"
  })
  void aTimeHasItsTwoLargestUnits(double seconds, String text) {
    // When / Then
    assertThat(Numbers.time(seconds)).isEqualTo(text);
  }
}
