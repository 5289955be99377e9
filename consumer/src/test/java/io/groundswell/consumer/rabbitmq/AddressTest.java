package io.groundswell.consumer.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.rabbitmq.RabbitMQOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "amqp://u:p%40ss@broker:5673/shop, u, p@ss, shop, false, broker:5673",
    "amqp://u:p@broker, u, p, /, false, broker:5672",
    "amqp://u:p@broker/, u, p, /, false, broker:5672",
    "amqp://u:p@broker/%2f, u, p, /, false, broker:5672",
    "amqps://u:p@broker/, u, p, /, true, broker:5671",
  })
  void itsPartsGoIntoTheOptions(
      String uri, String user, String password, String host, boolean tls, String address) {
    // Given
    RabbitMQOptions options = new RabbitMQOptions();

    // When
    new Address(uri).into(options);

    // Then
    assertThat(
            List.of(
                options.getUser(),
                options.getPassword(),
                options.getVirtualHost(),
                options.isSsl(),
                options.getAddresses().getFirst().toString()))
        .containsExactly(user, password, host, tls, address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "broker:5672",
        "http://u:secret@broker",
        "amqp://u:secret@broker:99999",
        "amqp://u:secret@:5672",
        "amqp://u:sec ret@broker",
        "amqp://u:secret@broker/a/b",
      })
  void aMalformedOneIsNotShownInTheError(String uri) {
    assertThatThrownBy(() -> new Address(uri))
        .hasMessage(
            "AMQP_ADDR is '(not shown)', must be an address such as"
                + " amqp://user:password@host:5672/vhost");
  }

  @Test
  void itsTextHasNoPassword() {
    assertThat(new Address("amqp://u:secret@broker/shop")).hasToString("broker:5672");
  }
}
