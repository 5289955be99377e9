package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every broker of ours does, whatever its kind. */
abstract class BrokerContract {

  static final Duration LONG = Duration.ofSeconds(60);

  private static final AtomicInteger NUMBER = new AtomicInteger();

  final String queue = "orders-" + NUMBER.incrementAndGet();
  String deadLetters;

  /** A started broker, shared by the tests of a class. */
  abstract Broker broker();

  /** Sends messages; returns when the broker has confirmed them. */
  abstract void send(String to, List<String> bodies) throws Exception;

  @BeforeEach
  void create() {
    deadLetters = broker().kind().deadLetters(queue);
    broker().create(queue);
  }

  @AfterEach
  void delete() {
    broker().delete(queue);
    broker().delete(deadLetters);
  }

  @Test
  void sentMessagesAreCounted() throws Exception {
    // Given
    List<String> bodies = List.of("a", "b", "c");

    // When
    send(queue, bodies);

    // Then
    await().atMost(LONG).until(() -> broker().count(queue).total() == 3);
  }

  @Test
  void creatingAgainKeepsTheMessages() throws Exception {
    // Given
    send(queue, List.of("a", "b"));

    // When
    broker().create(queue);

    // Then
    await().atMost(LONG).until(() -> broker().count(queue).total() == 2);
  }

  @Test
  void deadLettersHaveAQueueOfTheirOwn() throws Exception {
    // Given
    send(deadLetters, List.of("a"));

    // When
    await().atMost(LONG).until(() -> broker().count(deadLetters).total() == 1);

    // Then
    assertThat(broker().count(queue).total()).isZero();
  }

  @Test
  void plainQueuesMayBeCreatedTwice() {
    // Given
    String receipts = broker().kind().receipts(queue);
    broker().createPlain(receipts);

    // When
    broker().createPlain(receipts);

    // Then
    await().atMost(LONG).until(() -> broker().count(receipts).total() == 0);
    broker().delete(receipts);
  }

  @Test
  void purgedQueuesAreEmptyAndTakeMore() throws Exception {
    // Given
    send(queue, List.of("a", "b", "c", "d", "e"));
    broker().purge(queue);
    await().atMost(LONG).until(() -> broker().count(queue).total() == 0);

    // When
    send(queue, List.of("f"));

    // Then
    await().atMost(LONG).until(() -> broker().count(queue).total() == 1);
  }

  @Test
  void deletedQueuesAreGoneAndMayBeDeletedAgain() {
    // Given
    broker().delete(queue);

    // When
    broker().delete(queue);

    // Then
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> broker().count(queue))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("\"" + queue + "\" doesn't exist"));
  }

  @Test
  void clientsAreToldTheKind() {
    // Given
    String kind = broker().kind().toString();

    // When
    String told = broker().clientEnvironment(queue).get("BROKER");

    // Then
    assertThat(told).isEqualTo(kind);
  }
}
