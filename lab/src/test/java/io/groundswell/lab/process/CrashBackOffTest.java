package io.groundswell.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrashBackOffTest {

  @Test
  void waitsAsAKubeletDoes() {
    // Given
    CrashBackOff backOff = new CrashBackOff();

    // When
    var waits =
        Stream.generate(() -> backOff.afterCrash(Duration.ofSeconds(1)))
            .limit(8)
            .map(Duration::toSeconds);

    // Then
    assertThat(waits).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }

  @Test
  void forgivesAProcessThatRanForTenMinutes() {
    // Given
    CrashBackOff backOff = new CrashBackOff();
    backOff.afterCrash(Duration.ofSeconds(1));
    backOff.afterCrash(Duration.ofSeconds(1));

    // When
    Duration wait = backOff.afterCrash(Duration.ofMinutes(10));

    // Then
    assertThat(wait).isZero();
  }
}
