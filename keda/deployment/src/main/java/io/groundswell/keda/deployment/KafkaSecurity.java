package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.KedaConfig.ChannelTrigger;
import io.groundswell.keda.deployment.KedaConfig.KafkaSecret;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a channel's {@code security.protocol}, {@code sasl.mechanism} and {@code ssl.*} mean for
 * KEDA's scaler.
 *
 * @param metadata {@code tls} and {@code sasl}, where they are used
 * @param parameters what the TriggerAuthentication has to give; values of Secrets, all of them
 */
record KafkaSecurity(SequencedMap<String, String> metadata, Set<String> parameters) {

  static final String PROTOCOL = "security.protocol";
  static final String MECHANISM = "sasl.mechanism";

  /** Kafka's own default. */
  private static final String DEFAULT_MECHANISM = "GSSAPI";

  private static final Set<String> PROTOCOLS =
      Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");

  /** Kafka's names of the mechanisms that need user name and password alone, and KEDA's. */
  private static final Map<String, String> MECHANISMS =
      Map.of(
          "PLAIN", "plaintext",
          "SCRAM-SHA-256", "scram_sha256",
          "SCRAM-SHA-512", "scram_sha512");

  static KafkaSecurity of(Channel channel, ChannelTrigger settings, Problems problems) {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    Set<String> parameters = new TreeSet<>();
    String protocol = protocol(channel);
    if (!PROTOCOLS.contains(protocol)) {
      problems.add(
          "%s=%s: it may be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL",
          channel.setting(PROTOCOL), protocol);
    }
    if (protocol.endsWith("SSL")) {
      metadata.put("tls", "enable");
      if (isSet(channel, "ssl.truststore.location", "ssl.truststore.certificates")) {
        parameters.add("ca");
      }
      if (isSet(channel, "ssl.keystore.location", "ssl.keystore.key")) {
        parameters.addAll(Set.of("cert", "key"));
      }
    }
    if (protocol.startsWith("SASL_")) {
      String mechanism = channel.attribute(MECHANISM).orElse(DEFAULT_MECHANISM);
      if (MECHANISMS.containsKey(mechanism)) {
        metadata.put("sasl", MECHANISMS.get(mechanism));
        parameters.addAll(Set.of("username", "password"));
      } else if (settings.authentication().isPresent()) {
        metadata.put("sasl", mechanism.toLowerCase(Locale.ROOT).replace('-', '_'));
      } else {
        problems.add(
            "%s=%s%s needs more than user name and password: it may be PLAIN, SCRAM-SHA-256 or"
                + " SCRAM-SHA-512, or name a TriggerAuthentication of your own with"
                + " %s.authentication",
            channel.setting(MECHANISM),
            mechanism,
            channel.attribute(MECHANISM).isPresent() ? "" : " (Kafka's default)",
            Setting.channel(channel.name()));
      }
    }
    return new KafkaSecurity(metadata, parameters);
  }

  /** The Secret's key that holds a parameter. */
  static String key(String parameter, KafkaSecret secret) {
    return switch (parameter) {
      case "username" -> secret.usernameKey();
      case "password" -> secret.passwordKey();
      case "ca" -> secret.caKey();
      case "cert" -> secret.certificateKey();
      case "key" -> secret.privateKeyKey();
      default -> throw new IllegalArgumentException(parameter);
    };
  }

  /** Whether the application authenticates, and its settings leave out with what. */
  static boolean lacksCredentials(Channel channel) {
    return protocol(channel).startsWith("SASL_")
        && MECHANISMS.containsKey(channel.attribute(MECHANISM).orElse(DEFAULT_MECHANISM))
        && channel.attribute("sasl.jaas.config").isEmpty();
  }

  private static String protocol(Channel channel) {
    return channel.attribute(PROTOCOL).orElse("PLAINTEXT").toUpperCase(Locale.ROOT);
  }

  private static boolean isSet(Channel channel, String... attributes) {
    return Stream.of(attributes).anyMatch(channel.attributes()::containsKey);
  }
}
