package io.groundswell.triggers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a {@code kafka} or {@code apache-kafka} trigger says of TLS and SASL, as properties of
 * Kafka's Java clients.
 */
final class KafkaClient {

  private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
  private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";

  private KafkaClient() {}

  /**
   * The properties; some are secret.
   *
   * @throws TriggerException if the trigger asks for what isn't read live: OAuth, Kerberos, AWS
   *     MSK, or TLS without checks
   */
  static Map<String, String> properties(TriggerSpec spec) throws TriggerException {
    String sasl = given(spec, "sasl", "none");
    boolean tls = given(spec, "tls", "disable").equals("enable");
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(
        "security.protocol", (sasl.equals("none") ? "" : "SASL_") + (tls ? "SSL" : "PLAINTEXT"));
    switch (sasl) {
      case "none" -> {}
      case "plaintext" -> login(properties, spec, "PLAIN", PLAIN);
      case "scram_sha256" -> login(properties, spec, "SCRAM-SHA-256", SCRAM);
      case "scram_sha512" -> login(properties, spec, "SCRAM-SHA-512", SCRAM);
      default -> throw unsupported(spec, "sasl " + sasl);
    }
    if (tls) {
      certificates(properties, spec);
    }
    return properties;
  }

  private static void login(
      Map<String, String> properties, TriggerSpec spec, String mechanism, String module) {
    properties.put("sasl.mechanism", mechanism);
    properties.put(
        "sasl.jaas.config",
        "%s required username=%s password=%s;"
            .formatted(
                module, quoted(given(spec, "username", "")), quoted(given(spec, "password", ""))));
  }

  /** PEM texts, as they stand in a Secret. */
  private static void certificates(Map<String, String> properties, TriggerSpec spec)
      throws TriggerException {
    if (GoText.bool(given(spec, "unsafeSsl", "false")).orElse(false)) {
      throw unsupported(spec, "unsafeSsl");
    }
    put(properties, "ssl.truststore.certificates", given(spec, "ca", ""));
    put(properties, "ssl.keystore.certificate.chain", given(spec, "cert", ""));
    put(properties, "ssl.keystore.key", given(spec, "key", ""));
    put(properties, "ssl.key.password", given(spec, "keyPassword", ""));
    for (String store : List.of("truststore", "keystore")) {
      if (properties.keySet().stream().anyMatch(key -> key.startsWith("ssl." + store + "."))) {
        properties.put("ssl." + store + ".type", "PEM");
      }
    }
  }

  private static void put(Map<String, String> properties, String key, String value) {
    if (!value.isEmpty()) {
      properties.put(key, value);
    }
  }

  private static String given(TriggerSpec spec, String key, String absent) {
    String value = spec.metadata().getOrDefault(key, spec.auth().get(key));
    return Objects.requireNonNullElse(value, absent).strip();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static TriggerException unsupported(TriggerSpec spec, String what) {
    return new TriggerException(
        what + " of a " + spec.type() + " trigger is not supported when it is read live");
  }
}
