package io.groundswell.mocapp.burn;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CpuBurnerTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final CpuBurner burner = new CpuBurner(2, now::get);

  @Test
  void howeverManyAskThereIsOneThreadForEachCpu() {
    // When
    burner.burn(Duration.ofSeconds(1));
    burner.burn(Duration.ofSeconds(1));

    // Then
    assertThat(burner.burning()).isEqualTo(2);
    letItEnd(Duration.ofSeconds(1));
  }

  @Test
  void burnsUntilTheLatestEnd() {
    // Given
    burner.burn(Duration.ofSeconds(10));
    burner.burn(Duration.ofSeconds(1));

    // When
    now.addAndGet(Duration.ofSeconds(9).toNanos());

    // Then
    assertThat(burner.burning()).isEqualTo(2);
    letItEnd(Duration.ofSeconds(1));
  }

  @Test
  void burnsAgain() {
    // Given
    burner.burn(Duration.ofSeconds(1));
    letItEnd(Duration.ofSeconds(5));

    // When
    burner.burn(Duration.ofSeconds(1));

    // Then
    assertThat(burner.burning()).isEqualTo(2);
    letItEnd(Duration.ofSeconds(1));
  }

  private void letItEnd(Duration after) {
    now.addAndGet(after.toNanos());
    await().atMost(30, SECONDS).until(() -> burner.burning() == 0);
  }
}
