package io.groundswell.keda.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.keda.deployment.Channels;
import io.groundswell.keda.deployment.CodeChannels;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedTest {

  private final Map<String, String> settings = new HashMap<>();

  private NeedTest set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  private List<Need> needs() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .withMapping(GroundswellConfig.class)
            .withSources(new PropertiesConfigSource(settings, "application", 100))
            .build();
    return Need.of(
        Channels.read(config, new CodeChannels(Set.of(), Optional.empty())),
        config.getConfigMapping(GroundswellConfig.class).devservices(),
        config);
  }

  @ParameterizedTest
  @CsvSource({
    "smallrye-rabbitmq, RABBITMQ, queue.name",
    "smallrye-kafka, KAFKA, topic",
    "smallrye-sqs, SQS, queue"
  })
  void needsTheBrokerOfItsChannelWithItsQueue(String connector, BrokerKind kind, String attribute) {
    // Given
    set("mp.messaging.incoming.orders.connector", connector);
    set("mp.messaging.incoming.orders." + attribute, "letters");

    // When
    List<Need> needs = needs();

    // Then
    assertThat(needs).containsExactly(new Need(kind, Set.of("letters"), Set.of()));
  }

  @Test
  void needsAQueueThatItOnlySendsToWithoutDeadLetters() {
    // Given
    set("mp.messaging.outgoing.receipts.connector", "smallrye-kafka");

    // When
    List<Need> needs = needs();

    // Then
    assertThat(needs).containsExactly(new Need(BrokerKind.KAFKA, Set.of(), Set.of("receipts")));
  }

  @Test
  void leavesAQueueThatGoesWithItsConsumerToTheConnector() {
    // Given
    set("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq");
    set("mp.messaging.incoming.orders.queue.auto-delete", "true");

    // When
    List<Need> needs = needs();

    // Then
    assertThat(needs).containsExactly(new Need(BrokerKind.RABBITMQ, Set.of(), Set.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "smallrye-rabbitmq, rabbitmq-host",
    "smallrye-rabbitmq, AMQP_ADDR",
    "smallrye-rabbitmq, mp.messaging.incoming.orders.host",
    "smallrye-kafka, kafka.bootstrap.servers",
    "smallrye-kafka, mp.messaging.incoming.orders.bootstrap.servers",
    "smallrye-sqs, quarkus.sqs.endpoint-override",
    "smallrye-sqs, SQS_QUEUE_URL",
    "smallrye-sqs, mp.messaging.incoming.orders.endpoint-override",
  })
  void needsNoBrokerWhoseAddressIsSet(String connector, String address) {
    // Given
    set("mp.messaging.incoming.orders.connector", connector);
    set(address, "elsewhere");

    // When
    List<Need> needs = needs();

    // Then
    assertThat(needs).isEmpty();
  }

  @Test
  void needsTheBrokerThatTheApplicationNamesItself() {
    // Given
    set("quarkus.groundswell.devservices.broker", "sqs");
    set("quarkus.groundswell.devservices.queues", "orders,returns");

    // When
    List<Need> needs = needs();

    // Then
    assertThat(needs)
        .containsExactly(new Need(BrokerKind.SQS, Set.of("orders", "returns"), Set.of()));
  }

  @Test
  void needsNothingWithoutChannels() {
    assertThat(needs()).isEmpty();
  }
}
