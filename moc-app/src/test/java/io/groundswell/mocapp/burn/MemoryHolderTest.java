package io.groundswell.mocapp.burn;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryHolderTest {

  private static final long MEBIBYTE = 1 << 20;
  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicLong now = new AtomicLong();

  @Test
  void tellsHowLongItWas() {
    // Given
    MemoryHolder holder = new MemoryHolder(MEBIBYTE, MEBIBYTE, () -> now.addAndGet(1_000_000));

    // When
    Held held = holder.hold(Duration.ofSeconds(2)).toCompletableFuture().join();

    // Then
    assertThat(held.duration())
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(2).plusMillis(20));
  }

  @Test
  void theProcessGrowsByIt() {
    // Given
    long bytes = 64 * MEBIBYTE;
    MemoryHolder holder = new MemoryHolder(bytes, bytes, System::nanoTime);

    // When
    Held held = holder.hold(Duration.ofMillis(100)).toCompletableFuture().join();

    // Then
    assertThat(held.bytes()).isGreaterThan(bytes / 2);
  }

  @Test
  void noMoreIsHeldThanTheLimit() {
    // Given
    MemoryHolder holder = new MemoryHolder(MEBIBYTE, 2 * MEBIBYTE, now::get);
    holder.hold(LONG);
    holder.hold(LONG);

    // When, then
    assertThatExceptionOfType(LimitReachedException.class)
        .isThrownBy(() -> holder.hold(LONG))
        .withMessage("2 of 2 MiB are held already: try again later, or raise MOC_MEMORY_LIMIT");
    now.addAndGet(LONG.toNanos());
  }

  @Test
  void whatIsGivenBackMayBeHeldAgain() {
    // Given
    MemoryHolder holder = new MemoryHolder(MEBIBYTE, MEBIBYTE, now::get);
    CompletableFuture<Held> first = holder.hold(LONG).toCompletableFuture();

    // When
    now.addAndGet(LONG.toNanos());
    first.join();

    // Then
    await()
        .atMost(30, SECONDS)
        .ignoreException(LimitReachedException.class)
        .until(() -> holder.hold(Duration.ZERO) != null);
  }
}
