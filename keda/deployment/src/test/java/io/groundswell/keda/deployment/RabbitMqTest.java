package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RabbitMqTest {

  @Test
  void readsTheQueueOverHttpUnlessToldOtherwise() {
    // Given
    Application application = Application.consumer();

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger)
        .containsExactly(
            Map.entry("protocol", "http"),
            Map.entry("queueName", "orders"),
            Map.entry("mode", "QueueLength"),
            Map.entry("value", "20"));
  }

  @Test
  void takesQueueAndVirtualHostFromTheChannel() {
    // Given
    Application application =
        Application.consumer()
            .set("mp.messaging.incoming.orders.queue.name", "shop.orders")
            .set("mp.messaging.incoming.orders.virtual-host", "shop");

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger)
        .containsEntry("queueName", "shop.orders")
        .containsEntry("vhostName", "shop");
  }

  @Test
  void writesTargetAndActivationAsPlainNumbers() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.channels.orders.target", "1e2")
            .set("quarkus.keda.channels.orders.activation", "2.50");

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger).containsEntry("value", "100").containsEntry("activationValue", "2.5");
  }

  @Test
  void passesOnFurtherKeys() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.channels.orders.metadata.excludeUnacknowledged", "true");

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger).containsEntry("excludeUnacknowledged", "true");
  }

  @ParameterizedTest
  @CsvSource({"http, http", "amqp, amqp"})
  void takesTheHostFromTheKeyOfTheProtocol(String protocol, String key) {
    // Given
    Application application =
        Application.consumer().set("quarkus.keda.rabbitmq.protocol", protocol);

    // When
    Resource authentication = application.derive().resources().get(1);

    // Then
    assertThat(authentication.spec())
        .isEqualTo(
            Map.of(
                "secretTargetRef",
                List.of(Map.of("parameter", "host", "name", "rabbitmq", "key", key))));
  }

  @Test
  void derivesNoAuthenticationWhereTheChannelHasOne() {
    // Given
    Application application =
        Application.consumer().set("quarkus.keda.channels.orders.authentication", "broker");

    // When
    List<Resource> resources = application.derive().resources();

    // Then
    assertThat(resources).extracting(Resource::kind).containsExactly("ScaledObject");
  }

  @Test
  void refusesAMissingPrefetchAndSaysWhy() {
    // Given
    Application application =
        Application.bare().set("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "mp.messaging.incoming.orders.max-outstanding-messages is not set, so the first replica"
                + " takes the whole queue and the others find none: set it to the messages that one"
                + " replica works on at a time, such as 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "99999999999"})
  void refusesAPrefetchThatBoundsNothing(String prefetch) {
    // Given
    Application application =
        Application.consumer()
            .set("mp.messaging.incoming.orders.max-outstanding-messages", prefetch);

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "mp.messaging.incoming.orders.max-outstanding-messages="
                + prefetch
                + " does not bound the prefetch: it may be a whole number from 1 up");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "queue.name | (server.auto) | lets the broker name the queue",
        "queue.name | ${SET_IN_THE_RUN} | has no value at build",
        "queue.exclusive | true | lost at zero replicas",
        "queue.auto-delete | true | lost at zero replicas",
        "auto-acknowledgement | true | lifts every bound of the prefetch",
      })
  void refusesAChannelThatCannotBeScaledOn(String attribute, String value, String reason) {
    // Given
    Application application =
        Application.consumer().set("mp.messaging.incoming.orders." + attribute, value);

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("mp.messaging.incoming.orders." + attribute)
        .contains(reason);
  }

  @Test
  void refusesARateOverAmqp() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.rabbitmq.protocol", "amqp")
            .set("quarkus.keda.channels.orders.mode", "MessageRate");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.channels.orders.mode=MessageRate can't be read over amqp: it may be"
                + " QueueLength, or set quarkus.keda.rabbitmq.protocol=http");
  }

  @Test
  void refusesToLetTheQueueDriftFromTheChannel() {
    // Given
    Application application =
        Application.consumer().set("quarkus.keda.channels.orders.metadata.queueName", "other");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.channels.orders.metadata.queueName=other is the extension's to write: set"
                + " mp.messaging.incoming.orders.queue.name");
  }

  @Test
  void warnsOfAPrefetchAboveTheTarget() {
    // Given
    Application application =
        Application.consumer().set("quarkus.keda.channels.orders.target", "5");

    // When
    List<String> warnings = application.warnings();

    // Then
    assertThat(warnings)
        .containsExactly(
            "mp.messaging.incoming.orders.max-outstanding-messages=10 is above"
                + " quarkus.keda.channels.orders.target=5, so a replica may hold what others were"
                + " started for: it is best at most the target");
  }
}
