package io.groundswell.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UseTest {

  @Test
  void readsWhatARealProcessHasUsed() {
    // Given
    Instant start = Instant.now();

    // When
    Use use = Use.of(ProcessHandle.current(), start).orElseThrow();

    // Then
    assertThat(use.cpu()).isPositive();
    assertThat(use.startedAt()).isEqualTo(start);
  }
}
