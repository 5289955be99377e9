package io.groundswell.consumer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class HandsTest {

  private Instant now = Instant.parse("2026-01-02T12:00:00Z");

  @Test
  void aPollAsksForAsManyAsThereIsRoomFor() {
    assertThat(hands(3).room()).isCompletedWithValue(3);
  }

  @Test
  void aPollAsksForNoMoreThanSqsGives() {
    assertThat(hands(50).room()).isCompletedWithValue(10);
  }

  @Test
  void aPollWaitsForRoom() {
    // Given
    Hands hands = hands(1);
    received(hands, "a");
    CompletableFuture<Integer> room = hands.room();
    boolean before = room.isDone();

    // When
    hands.ended("a");

    // Then
    assertThat(List.of(before, room.isDone())).containsExactly(false, true);
  }

  @Test
  void whatIsHereIsHeldUntilItEnds() {
    // Given
    Hands hands = hands(2);
    received(hands, "a", "b");

    // When
    hands.ended("a");

    // Then
    assertThat(hands.holds()).containsOnlyKeys("b");
  }

  @Test
  void whatCameTooLateIsNotHandedOver() {
    // Given
    Hands hands = hands(1);
    received(hands, "a");
    now = now.plusSeconds(31);

    // When
    var hold = hands.handedOver("a");

    // Then
    assertThat(hold).isEmpty();
  }

  @Test
  void onceStoppedNoPollBegins() {
    // Given
    Hands hands = hands(1);
    hands.stop();

    // When
    CompletableFuture<Integer> room = hands.room();

    // Then
    assertThat(room).isNotDone();
  }

  @Test
  void theStopWaitsForThePollThatIsUnderWayAndWhatItBrings() {
    // Given
    Hands hands = hands(1);
    hands.room();
    CompletableFuture<Void> stopped = hands.stop();
    boolean polling = stopped.isDone();
    hands.received(List.of(message("a")));
    boolean underWay = stopped.isDone();

    // When
    hands.handedOver("a");

    // Then
    assertThat(List.of(polling, underWay, stopped.isDone())).containsExactly(false, false, true);
  }

  private Hands hands(int capacity) {
    return new Hands(capacity, Duration.ofSeconds(30), () -> now);
  }

  private static void received(Hands hands, String... receiptHandles) {
    hands.room();
    hands.received(Stream.of(receiptHandles).map(HandsTest::message).toList());
  }

  private static Message message(String receiptHandle) {
    return Message.builder().receiptHandle(receiptHandle).build();
  }
}
