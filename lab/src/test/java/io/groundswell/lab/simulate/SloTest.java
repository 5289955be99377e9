package io.groundswell.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.autoscaler.simulator.Waits;
import io.groundswell.lab.LabException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SloTest {

  private static final Waits WAITS = new Waits(1, 2, 3, 4, 1.5);

  @ParameterizedTest
  @CsvSource({
    "p50 wait < 1500ms, true",
    "p50 wait < 1s, false",
    "p95 wait<2.5s, true",
    "p99 wait < 3s, false",
    "max wait < 1m, true",
    "3s, true",
    "2s, false"
  })
  void anSloIsKeptIfItsWaitIsBelowItsLimit(String slo, boolean kept) {
    // When / Then
    assertThat(Slo.parse(slo).keptBy(WAITS)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "p90 wait < 5s", "p95 wait > 5s", "p95 wait < 5"})
  void anythingElseIsRefused(String slo) {
    // When / Then
    assertThatThrownBy(() -> Slo.parse(slo))
        .isInstanceOf(LabException.class)
        .hasMessage(
            "--slo '" + slo + "' is none: it may be 'p95 wait < 5s', with p50, p95, p99 or max");
  }
}
