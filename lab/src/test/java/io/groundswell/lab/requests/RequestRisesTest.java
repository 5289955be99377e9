package io.groundswell.lab.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.lab.run.Rise;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestRisesTest {

  private final RequestRises rises = new RequestRises();

  private static Instant at(double seconds) {
    return Instant.EPOCH.plusMillis((long) (seconds * 1000));
  }

  @Test
  void aRiseGoesFromTheFirstRequestThatWaitsToTheFirstAnswer() {
    // When
    rises.waits(at(1));
    rises.decided(at(1.5), at(1.6));
    rises.spawned(at(1.7));
    rises.waits(at(2));
    rises.ready(at(3));
    rises.answered(at(3.25));
    rises.answered(at(4));

    // Then
    assertThat(rises.all())
        .extracting(Rise::stages)
        .containsExactly(
            new java.util.LinkedHashMap<>(
                Map.of(
                    "poll", 0.5, "decide", 0.1, "spawn", 0.1, "boot", 1.3, "firstAnswered", 0.25)));
  }

  @Test
  void replicasThatNobodyWaitedForAreNoRise() {
    // When
    rises.decided(at(0), at(0.1));
    rises.spawned(at(0.2));
    rises.ready(at(1));
    rises.answered(at(5));

    // Then
    assertThat(rises.all()).isEmpty();
  }

  @Test
  void anAnswerOfOneThatIsLeavingEndsNoRise() {
    // When
    rises.fell();
    rises.waits(at(1));
    rises.answered(at(1.2));
    rises.decided(at(2), at(2));
    rises.spawned(at(2));
    rises.ready(at(3));
    rises.answered(at(4));

    // Then
    assertThat(rises.all()).extracting(Rise::total).isEqualTo(List.of(3.0));
  }
}
