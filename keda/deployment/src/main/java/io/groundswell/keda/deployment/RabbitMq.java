package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.KedaConfig.AuthenticationKind;
import io.groundswell.keda.deployment.KedaConfig.ChannelTrigger;
import io.groundswell.keda.deployment.KedaConfig.RabbitMqProtocol;
import io.groundswell.keda.deployment.Trigger.Authentication;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/** From a channel on SmallRye's RabbitMQ connector to KEDA's {@code rabbitmq} trigger. */
final class RabbitMq {

  static final String CONNECTOR = "smallrye-rabbitmq";

  private static final String QUEUE = "queue.name";
  private static final String VIRTUAL_HOST = "virtual-host";
  private static final String PREFETCH = "max-outstanding-messages";
  private static final String QUEUE_LENGTH = "QueueLength";
  private static final String SERVER_NAMED = "(server.auto)";

  private RabbitMq() {}

  /**
   * The trigger that the channel implies, and what stands against scaling on it.
   *
   * @param derived name of the TriggerAuthentication of {@link #authentication}
   */
  static Trigger trigger(
      Channel channel,
      ChannelTrigger settings,
      KedaConfig.RabbitMq rabbitMq,
      String derived,
      Problems problems) {
    checkQueue(channel, problems);
    checkPrefetch(channel, settings, problems);

    String setting = Setting.channel(channel.name());
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put("protocol", rabbitMq.protocol().text);
    metadata.put("queueName", channel.attribute(QUEUE).orElse(channel.name()));
    channel.attribute(VIRTUAL_HOST).ifPresent(v -> metadata.put("vhostName", v));
    metadata.put("mode", settings.mode());
    metadata.put("value", text(settings.target()));
    settings.activation().ifPresent(a -> metadata.put("activationValue", text(a)));
    Map<String, String> origins =
        Map.of(
            "protocol", "quarkus.keda.rabbitmq.protocol",
            "queueName", channel.setting(QUEUE),
            "vhostName", channel.setting(VIRTUAL_HOST),
            "mode", setting + ".mode",
            "value", setting + ".target",
            "activationValue", setting + ".activation",
            "queueLength", setting + ".target");
    new TreeMap<>(settings.metadata())
        .forEach(
            (key, value) -> {
              if (origins.containsKey(key)) {
                problems.add(
                    "%s.metadata.%s=%s is the extension's to write: set %s",
                    setting, key, value, origins.get(key));
              } else {
                metadata.put(key, value);
              }
            });
    if (rabbitMq.protocol() == RabbitMqProtocol.AMQP && !settings.mode().equals(QUEUE_LENGTH)) {
      problems.add(
          "%s.mode=%s can't be read over amqp: it may be %s, or set"
              + " quarkus.keda.rabbitmq.protocol=http",
          setting, settings.mode(), QUEUE_LENGTH);
    }

    return new Trigger(
        setting,
        channel.name(),
        "rabbitmq",
        metadata,
        origins,
        settings.unchecked().orElse(Set.of()),
        settings.metricType(),
        settings.useCachedMetrics(),
        Optional.of(
            settings
                .authentication()
                .map(a -> Authentication.existing(a, AuthenticationKind.TRIGGER_AUTHENTICATION))
                .orElseGet(() -> Authentication.derived(derived, Set.of("host")))));
  }

  /** The TriggerAuthentication that gives KEDA the broker's address from the Secret. */
  static Resource authentication(String name, KedaConfig.RabbitMq rabbitMq) {
    String key =
        rabbitMq.protocol() == RabbitMqProtocol.HTTP
            ? rabbitMq.secret().httpKey()
            : rabbitMq.secret().amqpKey();
    return Authentications.fromSecrets(
        name, List.of(Authentications.parameter("host", rabbitMq.secret().name(), key)));
  }

  private static void checkQueue(Channel channel, Problems problems) {
    if (channel.attributes().containsKey(QUEUE) && channel.attribute(QUEUE).isEmpty()) {
      problems.add(
          "%s has no value at build, so the trigger's queue is not known: set it in"
              + " application.properties, or give its expression a default",
          channel.setting(QUEUE));
    }
    if (channel.attribute(QUEUE).filter(SERVER_NAMED::equals).isPresent()) {
      problems.add(
          "%s=%s lets the broker name the queue, so KEDA can't know it: name the queue, or set"
              + " %s.enabled=false",
          channel.setting(QUEUE), SERVER_NAMED, Setting.channel(channel.name()));
    }
    for (String attribute : new String[] {"queue.exclusive", "queue.auto-delete"}) {
      if (isTrue(channel, attribute)) {
        problems.add(
            "%s=true makes a queue that goes with its consumer, so its messages are lost at zero"
                + " replicas: set it to false, or %s.enabled=false",
            channel.setting(attribute), Setting.channel(channel.name()));
      }
    }
  }

  private static void checkPrefetch(Channel channel, ChannelTrigger settings, Problems problems) {
    if (isTrue(channel, "auto-acknowledgement")) {
      problems.add(
          "%s=true lifts every bound of the prefetch and loses what is in hand when a replica goes:"
              + " set it to false",
          channel.setting("auto-acknowledgement"));
    }
    Optional<String> prefetch = channel.attribute(PREFETCH);
    if (prefetch.isEmpty()) {
      problems.add(
          "%s is not set, so the first replica takes the whole queue and the others find none: set"
              + " it to the messages that one replica works on at a time, such as 10",
          channel.setting(PREFETCH));
    } else if (!prefetch.get().matches("0*[1-9]\\d{0,8}")) {
      problems.add(
          "%s=%s does not bound the prefetch: it may be a whole number from 1 up",
          channel.setting(PREFETCH), prefetch.get());
    } else if (settings.mode().equals(QUEUE_LENGTH)
        && new BigDecimal(prefetch.get()).compareTo(settings.target()) > 0) {
      problems.warn(
          "%s=%s is above %s.target=%s, so a replica may hold what others were"
              + " started for: it is best at most the target",
          channel.setting(PREFETCH),
          prefetch.get(),
          Setting.channel(channel.name()),
          text(settings.target()));
    }
  }

  private static boolean isTrue(Channel channel, String attribute) {
    return channel.attribute(attribute).filter("true"::equalsIgnoreCase).isPresent();
  }

  private static String text(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
