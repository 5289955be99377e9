package io.groundswell.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "amqp://host, /",
    "amqp://host/, /",
    "amqp://host/%2f, /",
    "amqp://host/%2F, /",
    "amqp://host/orders, orders",
    "amqp://host/a%2Fb, a/b",
  })
  void virtualHostsAreThePath(String url, String virtualHost) {
    assertThat(Addresses.virtualHost(URI.create(url))).isEqualTo(virtualHost);
  }

  @ParameterizedTest
  @CsvSource({
    "amqp://user:p%40ss@host:5672/%2f, amqp://host:5672/%2f",
    "http://host:15672/base, http://host:15672/base",
  })
  void redactedUrlsLackUserAndPassword(String url, String redacted) {
    assertThat(Addresses.redacted(URI.create(url))).isEqualTo(redacted);
  }

  @Test
  void credentialsOfAnyKindComeBack() {
    // Given
    Credentials odd = new Credentials("us/er:", "p@ss w+ö%rd");

    // When
    URI uri = Addresses.embeddedAmqp(5672, odd);

    // Then
    assertThat(Addresses.credentials(uri)).contains(odd);
  }

  @Test
  void credentialsShowNoPassword() {
    assertThat(new Credentials("user", "hunter2").toString()).doesNotContain("hunter2");
  }
}
