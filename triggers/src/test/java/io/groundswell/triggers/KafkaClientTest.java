package io.groundswell.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaClientTest {

  @ParameterizedTest
  @CsvSource({
    "none, disable, PLAINTEXT",
    "none, enable, SSL",
    "plaintext, disable, SASL_PLAINTEXT",
    "scram_sha256, enable, SASL_SSL",
  })
  void saslAndTlsMakeTheProtocol(String sasl, String tls, String protocol) throws Exception {
    // Given
    TriggerSpec spec = spec(Map.of("sasl", sasl), Map.of("tls", tls));

    // When
    Map<String, String> properties = KafkaClient.properties(spec);

    // Then
    assertThat(properties).containsEntry("security.protocol", protocol);
  }

  @ParameterizedTest
  @CsvSource({
    "plaintext, PLAIN, plain.PlainLoginModule",
    "scram_sha256, SCRAM-SHA-256, scram.ScramLoginModule",
    "scram_sha512, SCRAM-SHA-512, scram.ScramLoginModule",
  })
  void usersLogInByTheMechanism(String sasl, String mechanism, String module) throws Exception {
    // Given
    TriggerSpec spec =
        spec(Map.of("sasl", sasl), Map.of("username", "us\"er", "password", "pass\\word"));

    // When
    Map<String, String> properties = KafkaClient.properties(spec);

    // Then
    assertThat(properties)
        .containsEntry("sasl.mechanism", mechanism)
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security."
                + module
                + " required username=\"us\\\"er\" password=\"pass\\\\word\";");
  }

  @Test
  void certificatesAreGivenAsTheyStandInASecret() throws Exception {
    // Given
    TriggerSpec spec =
        spec(Map.of("tls", "enable"), Map.of("ca", "CA", "cert", "CERT", "key", "KEY"));

    // When
    Map<String, String> properties = KafkaClient.properties(spec);

    // Then
    assertThat(properties)
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.truststore.certificates", "CA")
        .containsEntry("ssl.keystore.type", "PEM")
        .containsEntry("ssl.keystore.certificate.chain", "CERT")
        .containsEntry("ssl.keystore.key", "KEY");
  }

  @ParameterizedTest
  @CsvSource({
    "sasl, gssapi, sasl gssapi",
    "sasl, oauthbearer, sasl oauthbearer",
    "unsafeSsl, true, unsafeSsl",
  })
  void whatIsNotReadLiveIsNamed(String key, String value, String named) {
    // Given
    TriggerSpec spec = spec(Map.of(key, value, "tls", "enable"), Map.of());

    // When
    var thrown = assertThatThrownBy(() -> KafkaClient.properties(spec));

    // Then
    thrown.hasMessage(named + " of a kafka trigger is not supported when it is read live");
  }

  private static TriggerSpec spec(Map<String, String> metadata, Map<String, String> auth) {
    Map<String, String> all =
        new HashMap<>(Map.of("bootstrapServers", "h:1", "consumerGroup", "g"));
    all.putAll(metadata);
    return new TriggerSpec(0, "kafka", all, auth, Map.of());
  }
}
