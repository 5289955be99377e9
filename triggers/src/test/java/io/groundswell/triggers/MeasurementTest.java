package io.groundswell.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTest {

  @ParameterizedTest
  @CsvSource({
    "NaN, 0",
    "Infinity, 0",
    "-Infinity, 0",
    "-0.001, 0",
    "0.0004, 0",
    "0.0006, 0.001",
    "1.2345, 1.234",
    "2.9999, 3",
    "1e15, 1e15",
  })
  void valuesAreMadeFitForTheHpa(double raw, double expected) {
    assertThat(Measurement.of(raw, true)).isEqualTo(new Measurement(expected, true));
  }

  @Property
  void valuesAreFiniteNotNegativeAndNearTheRawOne(@ForAll double raw) {
    double value = Measurement.of(raw, false).value();
    assertThat(value).isFinite().isNotNegative();
    assertThat(Double.isFinite(raw) && raw >= 0 ? Math.abs(value - raw) : 0)
        .isLessThanOrEqualTo(0.000500001 + Math.ulp(raw));
  }
}
