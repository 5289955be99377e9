package io.groundswell.lab.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RotationTest {

  private static final Upstream A = new Upstream("a", 1);
  private static final Upstream B = new Upstream("b", 2);
  private static final Upstream C = new Upstream("c", 3);

  private final Rotation rotation = new Rotation();

  @Test
  void everyReplicaHasItsTurn() {
    // When
    List<Upstream> turns =
        IntStream.range(0, 6)
            .mapToObj(_ -> rotation.next(List.of(A, B, C), Set.of()).orElseThrow())
            .toList();

    // Then
    assertThat(turns).containsExactly(A, B, C, A, B, C);
  }

  @Test
  void whoCouldNotBeReachedIsPassedOver() {
    // When
    Optional<Upstream> next = rotation.next(List.of(A, B), Set.of(A));

    // Then
    assertThat(next).contains(B);
  }

  @Test
  void nobodyIsLeftWhereAllWereTried() {
    // When
    Optional<Upstream> next = rotation.next(List.of(A), Set.of(A));

    // Then
    assertThat(next).isEmpty();
  }
}
