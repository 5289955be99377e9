package io.groundswell.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.PodSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UseHistoryTest {

  private final UseHistory history = new UseHistory(Duration.ofSeconds(15), Duration.ofSeconds(10));

  private static Instant at(double seconds) {
    return Instant.EPOCH.plusMillis((long) (seconds * 1000));
  }

  private static Use use(double startedAt, double at, double cpu) {
    return new Use(at(startedAt), at(at), Duration.ofMillis((long) (cpu * 1000)), 1 << 20);
  }

  private Optional<PodSample> cpu() {
    return history.cpu("a", "app", instant -> instant);
  }

  @ParameterizedTest
  @CsvSource({"7.5, 500", "15, 1000", "30, 2000", "0, 0", "0.001, 1", "3.75, 250"})
  void useIsProcessorTimeOverTheWindowInThousandthsOfACore(double cpu, long milli) {
    // Given
    history.measured(Map.of("a", use(0, 100, 50)));

    // When
    history.measured(Map.of("a", use(0, 115, 50 + cpu)));

    // Then
    assertThat(cpu())
        .contains(new PodSample("a", Map.of("app", milli), at(115), Duration.ofSeconds(15)));
  }

  @Test
  void oneMeasurementTellsNothing() {
    // When
    history.measured(Map.of("a", use(0, 100, 50)));

    // Then
    assertThat(cpu()).isEmpty();
  }

  @Test
  void aFreshProcessIsMeasuredFromItsStart() {
    // When
    history.measured(Map.of("a", use(100, 112, 6)));

    // Then
    assertThat(cpu())
        .contains(new PodSample("a", Map.of("app", 500L), at(112), Duration.ofSeconds(12)));
  }

  @Test
  void aProcessOfLessThanTenSecondsIsNotMeasuredYet() {
    // When
    history.measured(Map.of("a", use(100, 109, 6)));

    // Then
    assertThat(cpu()).isEmpty();
  }

  @Test
  void aRestartedProcessBeginsAnew() {
    // Given
    history.measured(Map.of("a", use(0, 100, 50)));

    // When
    history.measured(Map.of("a", use(110, 115, 1)));

    // Then
    assertThat(cpu()).isEmpty();
  }

  @Test
  void memoryIsToldInThousandthsOfAByte() {
    // Given
    history.measured(Map.of("a", use(0, 100, 50)));

    // When
    history.measured(Map.of("a", use(0, 115, 51)));

    // Then
    assertThat(history.memory("a", "app", instant -> instant).orElseThrow().usage())
        .isEqualTo(Map.of("app", 1000L << 20));
  }
}
