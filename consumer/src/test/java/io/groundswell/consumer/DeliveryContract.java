package io.groundswell.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of deliveries, whichever broker there is. */
abstract class DeliveryContract {

  private static final Map<String, String> BUSY =
      Map.of("CONSUMER_WORK", "100ms", "CONSUMER_CONCURRENCY", "4", "CONSUMER_PREFETCH", "8");

  TestQueues queues;

  abstract Broker broker();

  @BeforeEach
  void openQueues() throws Exception {
    queues = TestQueues.empty(broker());
  }

  @AfterEach
  void closeQueues() {
    queues.close();
  }

  @Test
  void onSigtermNothingIsLostAndNothingDoneTwice() throws Exception {
    // Given
    queues.place(60);
    try (Replica leaving = start(BUSY)) {
      queues.awaitDone(10);

      // When
      leaving.terminate();
      leaving.exitStatus();
    }
    try (Replica next = start(BUSY)) {
      queues.awaitDone(60);
      next.terminate();
      next.exitStatus();
    }

    // Then
    assertThat(queues.done()).containsExactlyInAnyOrderElementsOf(orders(60));
  }

  @Test
  void onSigtermWhatIsInHandIsDoneAndWhatWaitsGoesBack() throws Exception {
    // Given
    queues.place(8);
    Map<String, String> slow =
        Map.of("CONSUMER_WORK", "3s", "CONSUMER_CONCURRENCY", "3", "CONSUMER_PREFETCH", "8");
    try (Replica leaving = start(slow)) {
      leaving.awaitReady().awaitText("/q/metrics", "orders_in_hand 3.0");

      // When
      leaving.terminate();
      leaving.exitStatus();
    }

    // Then
    queues.awaitReady(5);
    assertThat(queues.done()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void replicasThatComeAndGoDoNothingTwice() throws Exception {
    // Given
    queues.place(120);
    try (Replica staying = start(BUSY)) {
      queues.awaitDone(10);

      // When
      try (Replica passing = start(BUSY)) {
        passing.awaitReady();
        queues.awaitDone(60);
        passing.terminate();
        passing.exitStatus();
      }
      queues.awaitDone(120);
      staying.terminate();
      staying.exitStatus();
    }

    // Then
    assertThat(queues.done()).containsExactlyInAnyOrderElementsOf(orders(120));
  }

  @Test
  void workThatOutlastsTheBrokersPatienceIsDoneOnce() throws Exception {
    // Given
    queues.place(2);
    Map<String, String> slow = Map.of("CONSUMER_WORK", "9s");
    try (Replica one = start(slow);
        Replica other = start(slow)) {

      // When
      queues.awaitDone(2);
      one.terminate();
      other.terminate();
      one.exitStatus();
      other.exitStatus();
    }

    // Then
    assertThat(queues.done()).containsExactlyInAnyOrderElementsOf(orders(2));
  }

  @Test
  void onSigkillNothingIsLost() throws Exception {
    // Given
    queues.place(60);
    try (Replica dying = start(BUSY)) {
      queues.awaitDone(10);

      // When
      dying.kill();
      dying.exitStatus();
    }
    try (Replica _ = start(BUSY)) {
      queues.awaitDone(60);
    }

    // Then
    assertThat(queues.done()).containsAll(orders(60));
  }

  @Test
  void garbageGoesToTheDeadLettersWithAReason() throws Exception {
    // Given
    List<String> garbage =
        new ArrayList<>(List.of("hello", "{", "[]", "{\"id\":\"a\"}", "\t\u00e4\ufffd\n"));
    if (broker().kind() != BrokerKind.SQS) {
      garbage.add("");
    }
    try (Replica _ = start(Map.of("CONSUMER_WORK", "1ms"))) {
      for (String text : garbage) {
        queues.publish("application/json", text.getBytes(UTF_8));
      }

      // When
      var letters = queues.awaitDeadLetters(garbage.size());

      // Then
      assertThat(letters).allSatisfy(letter -> assertThat(letter.reason()).startsWith("message "));
    }
  }

  @Test
  void theStreamOutlivesGarbage() throws Exception {
    // Given
    int large =
        switch (broker().kind()) {
          case RABBITMQ -> 10 * 1024 * 1024;
          case KAFKA -> 1_000_000;
          case SQS -> 250_000;
        };
    try (Replica _ = start(Map.of("CONSUMER_WORK", "1ms"))) {
      queues.publish("text/plain", "{\"id\":7}".getBytes(UTF_8));
      queues.publish("application/json", letters(large));
      queues.publish("image/png", letters(3));

      // When
      queues.place(3);

      // Then
      queues.awaitDone(3);
      assertThat(queues.awaitDeadLetters(3))
          .extracting(letter -> letter.body().length)
          .containsExactlyInAnyOrder(8, large, 3);
    }
  }

  @Test
  void whatFailsTooOftenGoesToTheDeadLetters() throws Exception {
    // Given
    queues.place(3);
    Map<String, String> failing =
        Map.of("CONSUMER_WORK", "1ms", "CONSUMER_FAIL_SHARE", "1", "CONSUMER_ATTEMPTS", "2");
    try (Replica _ = start(failing)) {

      // When
      var letters = queues.awaitDeadLetters(3);

      // Then
      assertThat(letters)
          .extracting(TestQueues.DeadLetter::reason)
          .containsExactly("failed 2 attempts", "failed 2 attempts", "failed 2 attempts");
    }
  }

  /** Starts a replica; the brokers' patience with slow work is as short as they allow. */
  Replica start(Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(Map.of("CONSUMER_VISIBILITY", "6s", "KAFKA_MAX_POLL_INTERVAL_MS", "6000"));
    all.putAll(settings);
    return Replica.start(broker().clientEnvironment(TestQueues.ORDERS), all);
  }

  static List<String> orders(int count) {
    return IntStream.range(0, count).mapToObj(n -> "o-" + n).toList();
  }

  private static byte[] letters(int count) {
    byte[] letters = new byte[count];
    Arrays.fill(letters, (byte) 'x');
    return letters;
  }
}
