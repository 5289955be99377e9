package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutletsTest {

  @ParameterizedTest
  @CsvSource({
    "amqp://u:p@broker:5673/%2f, broker:5673",
    "amqp://u:p@broker, broker:5672",
    "amqps://u:p@broker/orders, broker:5671",
    "amqp://127.0.0.1:5672/, 127.0.0.1:5672",
  })
  void addressesAreRead(String uri, String address) {
    // When
    Outlet outlet = Outlets.open(Map.of("AMQP_ADDR", uri), "orders");

    // Then
    assertThat(outlet.address()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "broker",
        "http://u:secret@broker",
        "amqp://u:secret@",
        "amqp://u:secret@broker:99999",
        "amqp://u:sec ret@broker",
        "amqp://u:secret@broker:x",
      })
  void wrongAddressesAreNotShown(String uri) {
    // When
    var thrown = assertThatThrownBy(() -> Outlets.open(Map.of("AMQP_ADDR", uri), "orders"));

    // Then
    thrown
        .isInstanceOf(InvalidSettingException.class)
        .hasNoCause()
        .hasMessage(
            "AMQP_ADDR is '(not shown)', must be an address such as"
                + " amqp://user:password@host:5672/vhost");
  }

  @Test
  void unknownBrokersAreNamed() {
    // When
    var thrown = assertThatThrownBy(() -> Outlets.open(Map.of("BROKER", "pigeon"), "orders"));

    // Then
    thrown
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("BROKER is 'pigeon', must be one of [rabbitmq]");
  }
}
