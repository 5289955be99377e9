package io.groundswell.keda.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.junit.jupiter.api.Test;

/** Runs an application that configures channels and no addresses, without a container engine. */
@QuarkusTest
@TestProfile(DevServicesTest.Channels.class)
class DevServicesTest {

  public static final class Channels implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.ofEntries(
          Map.entry("quarkus.groundswell.devservices", "embedded"),
          Map.entry("quarkus.arc.exclude-types", Returns.class.getName()),
          Map.entry("mp.messaging.outgoing.to-rabbit.connector", "smallrye-rabbitmq"),
          Map.entry("mp.messaging.outgoing.to-rabbit.exchange.name", "\"\""),
          Map.entry("mp.messaging.outgoing.to-rabbit.exchange.declare", "false"),
          Map.entry("mp.messaging.outgoing.to-rabbit.default-routing-key", "letters"),
          Map.entry("mp.messaging.incoming.rabbit.connector", "smallrye-rabbitmq"),
          Map.entry("mp.messaging.incoming.rabbit.queue.name", "letters"),
          Map.entry("mp.messaging.incoming.rabbit.queue.declare", "false"),
          Map.entry("mp.messaging.incoming.rabbit.exchange.name", "\"\""),
          Map.entry("mp.messaging.incoming.rabbit.exchange.declare", "false"),
          Map.entry("mp.messaging.outgoing.to-kafka.connector", "smallrye-kafka"),
          Map.entry("mp.messaging.outgoing.to-kafka.topic", "letters"),
          Map.entry("mp.messaging.incoming.kafka.connector", "smallrye-kafka"),
          Map.entry("mp.messaging.incoming.kafka.topic", "letters"),
          Map.entry("mp.messaging.incoming.kafka.auto.offset.reset", "earliest"),
          Map.entry("mp.messaging.outgoing.to-sqs.connector", "smallrye-sqs"),
          Map.entry("mp.messaging.outgoing.to-sqs.queue", "letters"),
          Map.entry("mp.messaging.incoming.sqs.connector", "smallrye-sqs"),
          Map.entry("mp.messaging.incoming.sqs.queue", "letters"));
    }
  }

  @Inject Mailbox mailbox;

  @Inject
  @Channel("to-rabbit")
  Emitter<String> rabbit;

  @Inject
  @Channel("to-kafka")
  Emitter<String> kafka;

  @Inject
  @Channel("to-sqs")
  Emitter<String> sqs;

  @Test
  void givesTheApplicationTheBrokersOfItsChannels() {
    // Given
    Map<String, Emitter<String>> letters =
        Map.of("by RabbitMQ", rabbit, "by Kafka", kafka, "by SQS", sqs);

    // When
    letters.forEach((text, emitter) -> emitter.send(text));

    // Then
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              // A busy machine's first connection may time out, and the letter with it.
              letters.forEach(this::sendAgainUnlessReceived);
              assertThat(mailbox.received()).containsAll(letters.keySet());
            });
  }

  private void sendAgainUnlessReceived(String text, Emitter<String> emitter) {
    if (!mailbox.received().contains(text)) {
      emitter.send(text);
    }
  }
}
