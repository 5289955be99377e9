package io.groundswell.mocapp.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.groundswell.mocapp.Settings;
import io.groundswell.mocapp.burn.CpuBurner;
import io.groundswell.mocapp.burn.MemoryHolder;
import io.groundswell.mocapp.rest.StressResource.MemoryOnFire;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class StressResourceTest {

  private static final long MEBIBYTE = 1 << 20;

  @Test
  void noMoreThanTheLimitBurnAtOnce() {
    // Given
    StressResource stress = stress(1);
    Uni<MemoryOnFire> burns = stress.memory("1");

    // When
    var thrown = assertThatExceptionOfType(HttpException.class).isThrownBy(() -> stress.cpu("1"));

    // Then
    thrown
        .withMessage("1 requests burn already: try again later, or raise MOC_BURNS")
        .matches(e -> e.status() == 429 && e.retryAfter().isPresent());
    burns.await().indefinitely();
  }

  @Test
  void afterItsEndAnotherMayBurn() {
    // Given
    StressResource stress = stress(1);
    stress.memory("1").await().indefinitely();

    // When
    MemoryOnFire answer = stress.memory("1").await().indefinitely();

    // Then
    assertThat(answer.status()).isEqualTo("On Fire");
  }

  @Test
  void noMoreMemoryThanTheLimitIsHeld() {
    // Given
    StressResource stress = stress(2);

    // When
    List<Throwable> failures =
        Stream.of(stress.memory("1"), stress.memory("1"))
            .map(held -> held.onItemOrFailure().transform((none, failure) -> failure))
            .map(Uni::subscribeAsCompletionStage)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .filter(Objects::nonNull)
            .toList();

    // Then
    assertThat(failures)
        .singleElement(InstanceOfAssertFactories.throwable(HttpException.class))
        .hasMessageStartingWith("1 of 1 MiB are held already")
        .extracting(HttpException::status)
        .isEqualTo(503);
  }

  private static StressResource stress(int burns) {
    Settings settings =
        new Settings(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            0,
            Duration.ZERO,
            Optional.empty(),
            burns,
            MEBIBYTE,
            MEBIBYTE,
            false);
    return new StressResource(
        new CpuBurner(1, System::nanoTime),
        new MemoryHolder(MEBIBYTE, MEBIBYTE, System::nanoTime),
        settings);
  }
}
