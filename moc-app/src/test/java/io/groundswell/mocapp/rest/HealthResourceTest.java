package io.groundswell.mocapp.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.groundswell.mocapp.rest.HealthResource.Fault;
import io.groundswell.mocapp.rest.HealthResource.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

class HealthResourceTest {

  private static final int CALLS = 10_000;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T12:00:00Z"));
  private final HealthResource health = new HealthResource(now::get, new Random(7));

  @Test
  void isHealthyForItsFirstMinute() {
    // Given
    pass(Duration.ofMillis(59_999));

    // When
    Health answer = health.forTheFirstMinute();

    // Then
    assertThat(answer).isEqualTo(new Health("healthy"));
  }

  @Test
  void thenItIsntAnyMore() {
    // Given
    pass(Duration.ofMinutes(1));

    // When
    var thrown =
        assertThatExceptionOfType(HttpException.class).isThrownBy(() -> health.forTheFirstMinute());

    // Then
    thrown.withMessage("Erro no Servidor").matches(e -> e.status() == 500);
  }

  @Test
  void halfOfTheFaultsAreSo() {
    // When
    long faults = IntStream.range(0, CALLS).filter(call -> isFault(health.fault())).count();

    // Then
    assertThat(faults).isBetween(4_800L, 5_200L);
  }

  @Test
  void anEighthOfTheSoftOnesIs() {
    // When
    long faults = IntStream.range(0, CALLS).filter(call -> isFault(health.softFault())).count();

    // Then
    assertThat(faults).isBetween(1_100L, 1_400L);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private static boolean isFault(RestResponse<Fault> response) {
    return response.getStatus() == 503 && response.getEntity().status() == 503;
  }
}
