package io.groundswell.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.lab.process.ReplicaSet.Counts;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EndTest {

  private static final Counts NONE = new Counts(0, 0, 0);
  private static final OptionalLong TEN = OptionalLong.of(10);

  private final End end = new End(0, 5);

  @Test
  void isReachedWhenAllIsSettledAndNobodyIsLeft() {
    assertThat(end.reached(1, TEN, 10, 0, NONE, false)).isTrue();
  }

  @Test
  void isNotReachedWhileOrdersAreStillPlaced() {
    assertThat(end.reached(1, OptionalLong.empty(), 10, 0, NONE, false)).isFalse();
  }

  @Test
  void isNotReachedWhileReplicasAreWantedOrStopping() {
    assertThat(end.reached(1, TEN, 10, 0, new Counts(1, 1, 1), false)).isFalse();
    assertThat(end.reached(1, TEN, 10, 0, NONE, true)).isFalse();
  }

  @Test
  void waitsForLateReceiptsBeforeOrdersAreLost() {
    // Given
    boolean atOnce = end.reached(1, TEN, 9, 0, NONE, false);

    // When
    boolean later = end.reached(6, TEN, 9, 0, NONE, false);

    // Then
    assertThat(atOnce).isFalse();
    assertThat(later).isTrue();
  }

  @Test
  void ordersOnTheQueueAreNotLost() {
    // Given
    end.reached(1, TEN, 9, 0, NONE, false);

    // When
    boolean withBacklog = end.reached(6, TEN, 9, 1, NONE, false);

    // Then
    assertThat(withBacklog).isFalse();
  }
}
