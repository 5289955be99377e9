package io.groundswell.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "rate(a[1m]);rate(a[12000ms])",
        "rate(a[1m30s]) + rate(b[ 5m ]);rate(a[18000ms]) + rate(b[60000ms])",
        "rate(a{pod=~\"x[1m]\"}[1m]);rate(a{pod=~\"x[1m]\"}[12000ms])",
        "rate(a{pod=~'\\'[5m]'}[1m]);rate(a{pod=~'\\'[5m]'}[12000ms])",
        "rate(a{pod=~`[5m]`}[1m]);rate(a{pod=~`[5m]`}[12000ms])",
        "up;up",
        "rate(a[1ms]);rate(a[1ms])",
      })
  void rangesAreShortenedAndStringsAreLeftAlone(String query, String shortened) {
    // When
    String result = Ranges.shortened(query, 5);

    // Then
    assertThat(result).isEqualTo(shortened);
  }
}
