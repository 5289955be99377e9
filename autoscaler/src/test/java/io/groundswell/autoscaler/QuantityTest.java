package io.groundswell.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.autoscaler.keda.Measured;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "10, 10000",
    "500m, 500",
    "0.1, 100",
    ".5, 500",
    "1u, 1",
    "1Ki, 1024000",
    "100Mi, 104857600000",
    "1.5k, 1500000",
    "2e3, 2000000",
    "-3, -3000",
    "100E, 9223372036854775807"
  })
  void is_read_in_thousandths_rounded_up(String text, long milli) {
    assertThat(Quantity.milli(text)).isEqualTo(milli);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ten", "10 Mi", "1e", "--1", "1KiB"})
  void refuses_what_is_none(String text) {
    // When
    assertThatThrownBy(() -> Quantity.milli(text))
        // Then
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quantity is '" + text + "', must be one such as 10, 500m or 1Gi");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0004, 0",
    "0.0005, 1",
    "0.0015, 2",
    "2.5, 2500",
    "-4, 0",
    "NaN, 0",
    "Infinity, 0",
    "1e30, 9223372036854775807"
  })
  void a_sources_value_goes_to_the_nearest_thousandth(double value, long milli) {
    assertThat(Measured.milli(value)).isEqualTo(milli);
  }
}
