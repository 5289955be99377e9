package io.groundswell.consumer.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broker:9092",
        "a:9092,b:9093",
        " a:9092 , b:9093 ",
        "PLAINTEXT://a:9092",
        "[::1]:9092",
        "10.0.0.1:9092"
      })
  void addressesArePairsOfHostAndPort(String text) {
    assertThatCode(() -> new Servers(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "broker", "broker:", ":9092", "broker:99999", "a:9092,,b:9092", "a b:1"})
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> new Servers(text))
        .hasMessage(
            "KAFKA_BOOTSTRAP_SERVERS is '"
                + text
                + "', must be addresses of brokers such as host:9092,other:9092");
  }

  @Test
  void aNameThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> new Servers("nowhere.invalid:9092").resolve())
        .hasMessage(
            "KAFKA_BOOTSTRAP_SERVERS is 'nowhere.invalid:9092', must be addresses of brokers, at"
                + " least one of which has a name that can be resolved");
  }
}
