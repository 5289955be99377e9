package io.groundswell.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import io.groundswell.brokers.Broker;
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
    assertThat(queues.done()).containsExactlyInAnyOrderElementsOf(orders(3));
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
    List<String> garbage = List.of("", "hello", "{", "[]", "{\"id\":\"a\"}");
    try (Replica _ = start(Map.of("CONSUMER_WORK", "1ms"))) {
      for (String text : garbage) {
        queues.publish(type("application/json"), text.getBytes(UTF_8));
      }

      // When
      var letters = queues.awaitDeadLetters(garbage.size());

      // Then
      assertThat(letters)
          .allSatisfy(
              letter ->
                  assertThat(letter.getProps().getHeaders().get("dead-letter-reason").toString())
                      .startsWith("message "));
    }
  }

  @Test
  void theStreamOutlivesGarbage() throws Exception {
    // Given
    try (Replica _ = start(Map.of("CONSUMER_WORK", "1ms"))) {
      queues.publish(type("text/plain"), "{\"id\":7}".getBytes(UTF_8));
      queues.publish(
          type("application/json").builder().contentEncoding("gzip").type("x").build(),
          new byte[10 * 1024 * 1024]);
      queues.publish(type("image/png"), new byte[] {0, 1, 2});

      // When
      queues.place(3);

      // Then
      queues.awaitDone(3);
      assertThat(queues.awaitDeadLetters(3))
          .extracting(letter -> letter.getBody().length)
          .containsExactly(8, 10 * 1024 * 1024, 3);
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
          .extracting(letter -> letter.getProps().getHeaders().get("dead-letter-reason").toString())
          .containsExactly("failed 2 attempts", "failed 2 attempts", "failed 2 attempts");
    }
  }

  Replica start(Map<String, String> settings) {
    return Replica.start(broker().address(), settings);
  }

  static List<String> orders(int count) {
    return IntStream.range(0, count).mapToObj(n -> "o-" + n).toList();
  }

  private static AMQP.BasicProperties type(String contentType) {
    return new AMQP.BasicProperties.Builder().contentType(contentType).build();
  }
}
