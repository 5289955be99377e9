package io.groundswell.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

  /** Work in hand, in the order it was begun. */
  private final Deque<UniEmitter<? super Void>> begun = new ArrayDeque<>();

  private WorkQueue queue;

  @BeforeEach
  void twoAtOnce() {
    queue = new WorkQueue(2, delivery -> Uni.createFrom().<Void>emitter(begun::add));
  }

  @Test
  void noMoreIsInHandThanTheConcurrency() {
    // When
    add(5);

    // Then
    assertThat(queue.inHand()).isEqualTo(2);
  }

  @Test
  void whatWaitsStartsWhenSomethingEnds() {
    // Given
    add(3);

    // When
    begun.remove().complete(null);

    // Then
    assertThat(begun).hasSize(2);
  }

  @Test
  void workThatFailsMakesRoomAsWell() {
    // Given
    add(3);

    // When
    begun.remove().fail(new IllegalStateException("broken"));

    // Then
    assertThat(begun).hasSize(2);
  }

  @Test
  void workThatThrowsMakesRoomAsWell() {
    // Given
    WorkQueue throwing =
        new WorkQueue(
            1,
            delivery -> {
              throw new IllegalStateException("broken");
            });

    // When
    throwing.add(HeldDelivery.order(0));

    // Then
    assertThat(throwing.inHand()).isZero();
  }

  @Test
  void whatIsThroughIsToldSo() {
    // Given
    List<HeldDelivery> added = add(2);

    // When
    begun.remove().complete(null);

    // Then
    assertThat(added).extracting(delivery -> delivery.ended).containsExactly(true, false);
  }

  @Test
  void onceClosedNothingStarts() {
    // Given
    add(3);
    queue.close();

    // When
    begun.remove().complete(null);

    // Then
    assertThat(begun).hasSize(1);
  }

  @Test
  void whatWaitsIsGivenBackUndone() {
    // Given
    List<HeldDelivery> added = add(4);
    queue.close();

    // When
    queue.giveBack().await().indefinitely();

    // Then
    assertThat(added)
        .extracting(delivery -> delivery.ends)
        .containsExactly(List.of(), List.of(), List.of("given back"), List.of("given back"));
  }

  @Test
  void whatArrivesAfterwardsIsGivenBackAtOnce() {
    // Given
    queue.close();
    queue.giveBack().await().indefinitely();

    // When
    List<HeldDelivery> late = add(1);

    // Then
    assertThat(late.getFirst().ends).containsExactly("given back");
  }

  @Test
  void isIdleOnlyWhenTheLastInHandHasEnded() {
    // Given
    add(2);
    queue.close();
    begun.remove().complete(null);

    // When
    boolean before = queue.idle().isDone();
    begun.remove().complete(null);

    // Then
    assertThat(List.of(before, queue.idle().isDone())).containsExactly(false, true);
  }

  @Test
  void isIdleAtOnceWithNothingInHand() {
    // When
    queue.close();

    // Then
    assertThat(queue.idle()).isDone();
  }

  private List<HeldDelivery> add(int count) {
    List<HeldDelivery> deliveries =
        java.util.stream.IntStream.range(0, count).mapToObj(HeldDelivery::order).toList();
    deliveries.forEach(queue::add);
    return deliveries;
  }
}
