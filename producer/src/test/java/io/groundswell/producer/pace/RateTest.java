package io.groundswell.producer.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @ParameterizedTest
  @CsvSource({"50/s, 50", "50, 50", "300/m, 5", "7200/h, 2", "0, 0", "0/s, 0", "' 5/s ', 5"})
  void ratesAreRead(String text, double perSecond) {
    // When
    Rate rate = Rate.parse(text);

    // Then
    assertThat(rate.perSecond()).isEqualTo(perSecond);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "-1/s", "1/d", "1.5/s", "/s", "50 / s", "2000000000/s", "99999999999"})
  void allElseIsRefused(String text) {
    // When
    var thrown = assertThatThrownBy(() -> Rate.parse(text));

    // Then
    thrown.isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"50/s", "300/m", "9/h", "0/s"})
  void ratesAreWrittenAsTheyWereRead(String text) {
    // When
    String written = Rate.parse(text).toString();

    // Then
    assertThat(written).isEqualTo(text);
  }
}
