package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.groundswell.keda.deployment.Channel.Direction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {

  @Test
  void readsChannelsOfBothDirections() {
    // Given
    Application application =
        Application.bare()
            .set("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq")
            .set("mp.messaging.outgoing.receipts.connector", "smallrye-kafka");

    // When
    List<Channel> channels = application.channels();

    // Then
    assertThat(channels)
        .extracting(Channel::name, Channel::direction, c -> c.connector().orElse(""))
        .containsExactly(
            tuple("orders", Direction.INCOMING, "smallrye-rabbitmq"),
            tuple("receipts", Direction.OUTGOING, "smallrye-kafka"));
  }

  @Test
  void takesAnAttributeOfTheConnectorWhereTheChannelHasNone() {
    // Given
    Application application =
        Application.bare()
            .set("mp.messaging.connector.smallrye-rabbitmq.max-outstanding-messages", "5")
            .set("mp.messaging.connector.smallrye-rabbitmq.virtual-host", "shop")
            .set("mp.messaging.incoming.orders.virtual-host", "orders")
            .set("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq");

    // When
    Channel channel = application.channels().getFirst();

    // Then
    assertThat(channel.attributes())
        .containsEntry("max-outstanding-messages", "5")
        .containsEntry("virtual-host", "orders");
  }

  @Test
  void takesTheVirtualHostThatAllChannelsShare() {
    // Given
    Application application = Application.consumer().set("rabbitmq-virtual-host", "shop");

    // When
    Channel channel = application.channels().getFirst();

    // Then
    assertThat(channel.attribute("virtual-host")).contains("shop");
  }

  @Test
  void leavesOutADisabledChannel() {
    // Given
    Application application =
        Application.consumer().set("mp.messaging.incoming.orders.enabled", "false");

    // When
    List<Channel> channels = application.channels();

    // Then
    assertThat(channels).isEmpty();
  }

  @Test
  void readsAQuotedName() {
    // Given
    Application application =
        Application.bare()
            .set("mp.messaging.incoming.\"my.orders\".connector", "smallrye-rabbitmq");

    // When
    List<Channel> channels = application.channels();

    // Then
    assertThat(channels).extracting(Channel::name).containsExactly("my.orders");
  }

  @Test
  void givesTheOnlyConnectorToAChannelThatNamesNone() {
    // Given
    Application application =
        Application.bare()
            .set("mp.messaging.incoming.orders.queue.name", "o")
            .whoseCodeSays(new CodeChannels(Set.of("returns"), Optional.of("smallrye-rabbitmq")));

    // When
    List<Channel> channels = application.channels();

    // Then
    assertThat(channels)
        .filteredOn(c -> c.on(RabbitMq.CONNECTOR))
        .extracting(Channel::name)
        .containsExactly("orders", "returns");
  }

  @Test
  void readsAnExpressionThatOnlyTheRunCanResolveAsEmpty() {
    // Given
    Application application =
        Application.consumer()
            .set("mp.messaging.incoming.orders.queue.name", "${QUEUE_OF_THE_RUN}");

    // When
    Channel channel = application.channels().getFirst();

    // Then
    assertThat(channel.attributes()).containsEntry("queue.name", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp.messaging.incoming.orders", "mp.messaging.connector.smallrye-sqs"})
  void seesWhichVariableAnAttributeIsTakenFromWhereverItIsSet(String prefix) {
    // Given
    Application application =
        Application.bare()
            .set("mp.messaging.incoming.orders.connector", "smallrye-sqs")
            .set(prefix + ".queue.url", "${SQS_QUEUE_URL}");

    // When
    Channel channel = application.channels().getFirst();

    // Then
    assertThat(channel.takes("queue.url", "SQS_QUEUE_URL")).isTrue();
  }

  @Test
  void seesAVariableThroughOtherSettings() {
    // Given
    Application application =
        Application.consumer()
            .set("mp.messaging.incoming.orders.queue.name", "${shop.queue}")
            .set("shop.queue", "${QUEUE:orders}");

    // When
    Channel channel = application.channels().getFirst();

    // Then
    assertThat(channel.takes("queue.name", "QUEUE")).isTrue();
  }
}
