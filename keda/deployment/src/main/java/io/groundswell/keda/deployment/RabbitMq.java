package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.Derivation.VariableFromSecret;
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

/**
 * From a channel on SmallRye's RabbitMQ connector to KEDA's {@code rabbitmq} trigger.
 *
 * @param authentication name of the TriggerAuthentication
 */
record RabbitMq(KedaConfig.RabbitMq rabbitMq, String authentication) implements Broker {

  static final String CONNECTOR = "smallrye-rabbitmq";

  private static final String QUEUE = "queue.name";
  private static final String VIRTUAL_HOST = "virtual-host";
  private static final String PREFETCH = "max-outstanding-messages";
  private static final String QUEUE_LENGTH = "QueueLength";
  private static final String SERVER_NAMED = "(server.auto)";

  /** KEDA's own. */
  private static final BigDecimal DEFAULT_TARGET = BigDecimal.valueOf(20);

  @Override
  public String connector() {
    return CONNECTOR;
  }

  @Override
  public List<Trigger> triggers(Channel channel, ChannelTrigger settings, Problems problems) {
    BigDecimal target = settings.target().orElse(DEFAULT_TARGET);
    String mode = settings.mode().orElse(QUEUE_LENGTH);
    checkQueue(channel, problems);
    checkPrefetch(channel, mode, target, problems);
    if (rabbitMq.protocol() == RabbitMqProtocol.AMQP && !mode.equals(QUEUE_LENGTH)) {
      problems.add(
          "%s.mode=%s can't be read over amqp: it may be %s, or set"
              + " quarkus.keda.rabbitmq.protocol=http",
          Setting.channel(channel.name()), mode, QUEUE_LENGTH);
    }

    String setting = Setting.channel(channel.name());
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put("protocol", rabbitMq.protocol().text);
    metadata.put("queueName", channel.attribute(QUEUE).orElse(channel.name()));
    channel.attribute(VIRTUAL_HOST).ifPresent(v -> metadata.put("vhostName", v));
    metadata.put("mode", mode);
    metadata.put("value", Setting.text(target));
    settings.activation().ifPresent(a -> metadata.put("activationValue", Setting.text(a)));
    Map<String, String> origins =
        Map.of(
            "protocol", "quarkus.keda.rabbitmq.protocol",
            "queueName", channel.setting(QUEUE),
            "vhostName", channel.setting(VIRTUAL_HOST),
            "mode", setting + ".mode",
            "value", setting + ".target",
            "activationValue", setting + ".activation",
            "queueLength", setting + ".target");
    return List.of(
        Trigger.of(
            channel,
            channel.name(),
            "rabbitmq",
            metadata,
            origins,
            settings,
            Optional.of(Authentication.derived(authentication, Set.of("host"))),
            problems));
  }

  /** Gives KEDA the broker's address from the Secret. */
  @Override
  public Optional<Resource> authentication(List<Trigger> triggers) {
    if (triggers.stream().noneMatch(t -> t.refersTo(authentication))) {
      return Optional.empty();
    }
    String key =
        rabbitMq.protocol() == RabbitMqProtocol.HTTP
            ? rabbitMq.secret().httpKey()
            : rabbitMq.secret().amqpKey();
    return Optional.of(
        Authentications.fromSecrets(
            authentication,
            List.of(Authentications.parameter("host", rabbitMq.secret().name(), key))));
  }

  @Override
  public List<VariableFromSecret> variables(List<Channel> channels) {
    return channels.isEmpty()
        ? List.of()
        : List.of(
            new VariableFromSecret(
                rabbitMq.addressVariable(), rabbitMq.secret().name(), rabbitMq.secret().amqpKey()));
  }

  /** The queue that a channel takes from; or sends to, by way of the default exchange. */
  static List<String> queues(Channel channel) {
    if (channel.incoming()) {
      return channel.isUnknown(QUEUE) || channel.attribute(QUEUE).equals(Optional.of(SERVER_NAMED))
          ? List.of()
          : List.of(channel.attribute(QUEUE).orElse(channel.name()));
    }
    return channel.attribute("exchange.name").filter(e -> e.equals("\"\"")).stream()
        .flatMap(e -> channel.attribute("default-routing-key").stream())
        .toList();
  }

  private static void checkQueue(Channel channel, Problems problems) {
    if (channel.isUnknown(QUEUE)) {
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
      if (channel.isTrue(attribute)) {
        problems.add(
            "%s=true makes a queue that goes with its consumer, so its messages are lost at zero"
                + " replicas: set it to false, or %s.enabled=false",
            channel.setting(attribute), Setting.channel(channel.name()));
      }
    }
  }

  private static void checkPrefetch(
      Channel channel, String mode, BigDecimal target, Problems problems) {
    if (channel.isTrue("auto-acknowledgement")) {
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
    } else if (mode.equals(QUEUE_LENGTH) && new BigDecimal(prefetch.get()).compareTo(target) > 0) {
      problems.warn(
          "%s=%s is above %s.target=%s, so a replica may hold what others were"
              + " started for: it is best at most the target",
          channel.setting(PREFETCH),
          prefetch.get(),
          Setting.channel(channel.name()),
          Setting.text(target));
    }
  }
}
