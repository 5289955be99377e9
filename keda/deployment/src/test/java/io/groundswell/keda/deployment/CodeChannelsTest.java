package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Flow.Publisher;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

class CodeChannelsTest {

  @Test
  void findsChannelsThatOnlyComeIn() throws IOException {
    // Given
    Index index = Index.of(Shop.class, Incoming.class, Outgoing.class);

    // When
    CodeChannels channels = CodeChannels.of(index);

    // Then
    assertThat(channels.incoming()).containsExactly("orders", "returns", "stock");
  }

  @Test
  void namesTheConnectorThatIsAlone() throws IOException {
    // Given
    Index index = Index.of(Rabbit.class);

    // When
    CodeChannels channels = CodeChannels.of(index);

    // Then
    assertThat(channels.onlyConnector()).contains("smallrye-rabbitmq");
  }

  @Test
  void namesNoConnectorWhereThereAreSeveral() throws IOException {
    // Given
    Index index = Index.of(Rabbit.class, Kafka.class);

    // When
    CodeChannels channels = CodeChannels.of(index);

    // Then
    assertThat(channels.onlyConnector()).isEmpty();
  }

  /** Receives three channels, and sends one of the four that it has methods or fields for. */
  static final class Shop {

    @Channel("stock")
    Publisher<String> stock;

    @Channel("receipts")
    Emitter<String> receipts;

    @Incoming("orders")
    @Incoming("returns")
    @Outgoing("checked")
    String check(String order) {
      return order;
    }

    @Incoming("checked")
    void pack(String order) {
      receipts.send(order);
    }
  }

  @Connector("smallrye-rabbitmq")
  static final class Rabbit {}

  @Connector("smallrye-kafka")
  static final class Kafka {}
}
