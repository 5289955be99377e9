package io.groundswell.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTextTest {

  @ParameterizedTest
  @CsvSource({
    "1s, PT1S",
    "1m30s, PT1M30S",
    "1.5h, PT1H30M",
    "300ms, PT0.3S",
    "+2m, PT2M",
    "-2m, PT-2M",
    "0, PT0S",
    ".5s, PT0.5S",
    "1h1m1s1ms, PT1H1M1.001S",
  })
  void durationsAreReadAsGoDoes(String text, Duration duration) {
    assertThat(GoText.duration(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1d", "s", "1 s", "abc", "1s-", "--1s", "1.5.5s"})
  void otherTextsAreNoDurations(String text) {
    assertThat(GoText.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "true", "TRUE", "True"})
  void goKnowsSixWordsForTrue(String text) {
    assertThat(GoText.bool(text)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "tRUE", "on", "", "2"})
  void otherTextsAreNoSwitches(String text) {
    assertThat(GoText.bool(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1e3, 1000", "-0.5, -0.5", "5.0, 5", "1E-2, 0.01"})
  void jsonNumbersAreRead(String text, double number) {
    assertThat(GoText.jsonNumber(text)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {".5", "+1", "05", "1.", "0x10", "NaN", "1e999", "\"5\"", "null", "5s"})
  void otherTextsAreNoJsonNumbers(String text) {
    assertThat(GoText.jsonNumber(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.0", "1e3", "05", "+5", "9223372036854775808", ""})
  void wholeNumbersAreDigitsInRange(String text) {
    assertThat(GoText.jsonInteger(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Inf, Infinity", "-inf, -Infinity", "+Infinity, Infinity", "NaN, NaN", ".5, 0.5"})
  void floatsAreReadAsGoDoes(String text, double number) {
    assertThat(GoText.floating(text)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1d", "1f", " 1", "Infinit", "1e999", "one"})
  void otherTextsAreNoFloats(String text) {
    assertThat(GoText.floating(text)).isEmpty();
  }

  @Test
  void queriesAreEscapedAsGoDoes() {
    // Given
    String text = "a b/c*d~e-f_g.h%";

    // When
    String escaped = GoText.queryEscape(text);

    // Then
    assertThat(escaped).isEqualTo("a+b%2Fc%2Ad~e-f_g.h%25");
  }

  @Property
  void everyWholeNumberIsReadBack(@ForAll long number) {
    assertThat(GoText.jsonInteger(Long.toString(number))).hasValue(number);
  }
}
