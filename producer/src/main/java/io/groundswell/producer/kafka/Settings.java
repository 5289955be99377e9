package io.groundswell.producer.kafka;

import io.groundswell.producer.InvalidSettingException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka client's settings. The environment has them as Quarkus would: {@code security.protocol}
 * is {@code KAFKA_SECURITY_PROTOCOL}. Its text has no secrets.
 */
final class Settings {

  private static final String PREFIX = "KAFKA_";

  /** Rides out the restart of a broker; what takes longer is said and sent again. */
  private static final int DELIVERY_MILLIS = 30_000;

  private static final int REQUEST_MILLIS = 10_000;
  private static final int BLOCK_MILLIS = 10_000;

  private static final Map<String, ConfigDef.ConfigKey> KNOWN =
      ProducerConfig.configDef().configKeys();

  private final Map<String, Object> values = new HashMap<>();

  /**
   * Reads and checks them.
   *
   * @throws InvalidSettingException for the first that the client wouldn't take
   */
  Settings(Map<String, String> environment) {
    values.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    values.put(CommonClientConfigs.CLIENT_ID_CONFIG, "groundswell-producer");
    values.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    values.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    values.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && KNOWN.containsKey(setting(name))) {
            values.put(setting(name), value);
          }
        });
    // Not to be weakened from outside: an order counts as placed when it can't be lost any more.
    values.put(ProducerConfig.ACKS_CONFIG, "all");
    values.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    values.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    values.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    check();
  }

  /** As the client takes them. */
  Map<String, Object> values() {
    return Map.copyOf(values);
  }

  String bootstrapServers() {
    return values.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG).toString();
  }

  /** The text without any value that is a secret. */
  String withoutSecrets(String text) {
    String shown = text;
    for (Map.Entry<String, Object> each : values.entrySet()) {
      if (isSecret(each.getKey()) && !each.getValue().toString().isBlank()) {
        shown = shown.replace(each.getValue().toString(), "(not shown)");
      }
    }
    return shown;
  }

  private void check() {
    Map<String, String> texts = new HashMap<>();
    values.forEach(
        (name, value) ->
            texts.put(name, value instanceof Class<?> type ? type.getName() : value.toString()));
    for (ConfigValue each : ProducerConfig.configDef().validate(texts)) {
      if (!each.errorMessages().isEmpty()) {
        throw new InvalidSettingException(
            PREFIX + each.name().toUpperCase(Locale.ROOT).replace('.', '_'),
            isSecret(each.name()) ? "(not shown)" : texts.getOrDefault(each.name(), ""),
            "as Kafka's client takes it: "
                + withoutSecrets(each.errorMessages().getFirst()).lines().findFirst().orElse(""));
      }
    }
  }

  private static boolean isSecret(String name) {
    return KNOWN.get(name).type() == ConfigDef.Type.PASSWORD;
  }

  private static String setting(String variable) {
    return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
