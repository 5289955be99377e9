package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.Derivation.VariableFromSecret;
import io.groundswell.keda.deployment.KedaConfig.ChannelTrigger;
import io.groundswell.keda.deployment.KedaConfig.KafkaScaler;
import io.groundswell.keda.deployment.KedaConfig.KafkaSecret;
import io.groundswell.keda.deployment.Trigger.Authentication;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * From a channel on SmallRye's Kafka connector to KEDA's {@code kafka} or {@code apache-kafka}
 * trigger, one for each topic with the first and one for all with the second. A setting of Kafka's
 * client counts wherever Quarkus reads it: at the channel, at the connector or as {@code kafka.*}.
 *
 * @param authentication name of the TriggerAuthentication
 */
record Kafka(KedaConfig config, String authentication) implements Broker {

  static final String CONNECTOR = "smallrye-kafka";
  static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  static final String GROUP = "group.id";

  private static final String TOPIC = "topic";
  private static final String TOPICS = "topics";
  private static final String OFFSET_RESET = "auto.offset.reset";
  private static final String COMMIT_STRATEGY = "commit-strategy";
  private static final String ALLOW_IDLE = "allowIdleConsumers";

  /** KEDA's own. */
  private static final BigDecimal DEFAULT_TARGET = BigDecimal.TEN;

  @Override
  public String connector() {
    return CONNECTOR;
  }

  @Override
  public List<Trigger> triggers(Channel channel, ChannelTrigger settings, Problems problems) {
    List<String> topics = topics(channel);
    checkTopics(channel, problems);
    checkGroup(channel, problems);
    checkCommits(channel, problems);
    checkPartitions(channel, settings, topics, problems);
    settings
        .mode()
        .ifPresent(
            mode ->
                problems.add(
                    "%s.mode=%s is for RabbitMQ: leave it out, KEDA measures the lag of %s",
                    Setting.channel(channel.name()), mode, String.join(", ", topics)));
    KafkaSecurity security = KafkaSecurity.of(channel, settings, problems);
    String policy = offsetResetPolicy(channel, problems);

    if (config.kafka().scaler() == KafkaScaler.APACHE_KAFKA) {
      String all = String.join(",", topics);
      return List.of(trigger(channel, channel.name(), all, policy, security, settings, problems));
    }
    return topics.stream()
        .map(
            topic ->
                trigger(
                    channel,
                    topics.size() == 1 ? channel.name() : channel.name() + "-" + topic,
                    topic,
                    policy,
                    security,
                    settings,
                    problems))
        .toList();
  }

  private Trigger trigger(
      Channel channel,
      String name,
      String topic,
      String policy,
      KafkaSecurity security,
      ChannelTrigger settings,
      Problems problems) {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    channel
        .attribute(BOOTSTRAP_SERVERS)
        .ifPresentOrElse(
            address -> metadata.put("bootstrapServers", address),
            () -> metadata.put("bootstrapServersFromEnv", config.kafka().addressVariable()));
    metadata.put("consumerGroup", channel.attribute(GROUP).orElse(channel.name()));
    metadata.put("topic", topic);
    metadata.put("lagThreshold", Setting.text(settings.target().orElse(DEFAULT_TARGET)));
    settings.activation().ifPresent(a -> metadata.put("activationLagThreshold", Setting.text(a)));
    metadata.put("offsetResetPolicy", policy);
    metadata.putAll(security.metadata());

    String setting = Setting.channel(channel.name());
    String address = channel.setting(BOOTSTRAP_SERVERS);
    String mechanism = channel.setting(KafkaSecurity.MECHANISM);
    Map<String, String> origins =
        Map.ofEntries(
            Map.entry("bootstrapServers", address),
            Map.entry("bootstrapServersFromEnv", "quarkus.keda.kafka.address-variable"),
            Map.entry("consumerGroup", channel.setting(GROUP)),
            Map.entry("topic", channel.setting(TOPIC)),
            Map.entry("lagThreshold", setting + ".target"),
            Map.entry("activationLagThreshold", setting + ".activation"),
            Map.entry("offsetResetPolicy", channel.setting(OFFSET_RESET)),
            Map.entry("tls", channel.setting(KafkaSecurity.PROTOCOL)),
            Map.entry("sasl", mechanism));
    Optional<Authentication> derived =
        security.parameters().isEmpty()
            ? Optional.empty()
            : Optional.of(Authentication.derived(authentication, security.parameters()));
    return Trigger.of(
        channel,
        name,
        config.kafka().scaler().text,
        metadata,
        origins,
        settings,
        derived,
        problems);
  }

  /** Gives KEDA what the triggers need of the Secret: credentials, certificates. */
  @Override
  public Optional<Resource> authentication(List<Trigger> triggers) {
    Set<String> parameters = new TreeSet<>();
    triggers.stream()
        .filter(t -> t.refersTo(authentication))
        .flatMap(t -> t.authentication().flatMap(Authentication::parameters).stream())
        .forEach(parameters::addAll);
    if (parameters.isEmpty()) {
      return Optional.empty();
    }
    KafkaSecret secret = config.kafka().secret();
    return Optional.of(
        Authentications.fromSecrets(
            authentication,
            parameters.stream()
                .map(p -> Authentications.parameter(p, secret.name(), KafkaSecurity.key(p, secret)))
                .toList()));
  }

  @Override
  public List<VariableFromSecret> variables(List<Channel> channels) {
    KafkaSecret secret = config.kafka().secret();
    List<VariableFromSecret> variables = new ArrayList<>();
    if (channels.stream().anyMatch(c -> c.attribute(BOOTSTRAP_SERVERS).isEmpty())) {
      variables.add(
          new VariableFromSecret(
              config.kafka().addressVariable(), secret.name(), secret.bootstrapServersKey()));
    }
    if (channels.stream().anyMatch(KafkaSecurity::lacksCredentials)) {
      variables.add(
          new VariableFromSecret(
              "KAFKA_SASL_JAAS_CONFIG", secret.name(), secret.saslJaasConfigKey()));
    }
    return variables;
  }

  /** The topics that a channel reads, or the one that it writes. */
  static List<String> topics(Channel channel) {
    return channel
        .attribute(TOPICS)
        .map(t -> Stream.of(t.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList())
        .orElseGet(() -> List.of(channel.attribute(TOPIC).orElse(channel.name())));
  }

  private static void checkTopics(Channel channel, Problems problems) {
    String channelSetting = Setting.channel(channel.name());
    for (String attribute : List.of(TOPIC, TOPICS)) {
      if (channel.isUnknown(attribute)) {
        problems.add(
            "%s has no value at build, so the trigger's topic is not known: set it in"
                + " application.properties, or give its expression a default",
            channel.setting(attribute));
      }
    }
    if (channel.isTrue("pattern")) {
      problems.add(
          "%s=true takes all topics whose names match, but KEDA has to know each by name: list them"
              + " in %s, or set %s.enabled=false",
          channel.setting("pattern"), channel.setting(TOPICS), channelSetting);
    }
    if (channel.attribute("assign-seek").isPresent()) {
      problems.add(
          "%s takes partitions by hand, so each replica would take them all: leave it out, or set"
              + " %s.enabled=false",
          channel.setting("assign-seek"), channelSetting);
    }
  }

  private static void checkGroup(Channel channel, Problems problems) {
    if (channel.attribute(GROUP).isEmpty()) {
      problems.add(
          "%s has no value at build, so KEDA can't tell whose lag to read: set it, or kafka.group.id"
              + " or quarkus.application.name, in application.properties",
          channel.setting(GROUP));
    }
  }

  /** An offset that is committed before the work is done is a message lost when a replica goes. */
  private static void checkCommits(Channel channel, Problems problems) {
    if (channel.isTrue("enable.auto.commit")) {
      problems.add(
          "%s=true commits offsets by the clock, done or not, so what is in hand is lost when a"
              + " replica goes: leave it out",
          channel.setting("enable.auto.commit"));
    }
    String strategy = channel.attribute(COMMIT_STRATEGY).orElse("");
    String setting = channel.setting(COMMIT_STRATEGY);
    switch (strategy) {
      case "ignore" ->
          problems.add(
              "%s=ignore commits nothing after the work, so KEDA sees a lag that never falls: it may"
                  + " be throttled",
              setting);
      case "checkpoint" ->
          problems.add(
              "%s=checkpoint keeps offsets where KEDA can't read them, so it sees a lag that never"
                  + " falls: it may be throttled",
              setting);
      case "latest" ->
          problems.warn(
              "%s=latest commits past records that are still being worked on, unless they are worked"
                  + " on one by one: throttled waits for them",
              setting);
      default -> {}
    }
  }

  private void checkPartitions(
      Channel channel, ChannelTrigger settings, List<String> topics, Problems problems) {
    if (settings.partitions().isEmpty()) {
      return;
    }
    String setting = Setting.channel(channel.name());
    int partitions = settings.partitions().getAsInt();
    if (partitions < 1) {
      problems.add("%s.partitions=%d is too low: it may be 1 or more", setting, partitions);
      return;
    }
    int consumers =
        channel
            .attribute("partitions")
            .filter(p -> p.matches("0*[1-9]\\d{0,6}"))
            .map(Integer::valueOf)
            .orElse(1);
    int useful = Math.ceilDiv(partitions, consumers);
    int max = config.maxReplicas().orElse(Checks.KEDA_MAX_REPLICAS);
    boolean idleMeant =
        settings.metadata().getOrDefault(ALLOW_IDLE, "false").equalsIgnoreCase("true");
    if (max > useful && !idleMeant) {
      problems.warn(
          "quarkus.keda.max-replicas=%d%s is above the %d replicas that the %d partitions of topic"
              + " %s can keep busy (%s.partitions%s), so any more would find nothing to read: it may"
              + " be up to %d, or set %s.metadata.%s=true if idle replicas are meant",
          max,
          config.maxReplicas().isPresent() ? "" : " (KEDA's default)",
          useful,
          partitions,
          String.join(", ", topics),
          setting,
          consumers > 1
              ? ", shared by "
                  + consumers
                  + " consumers a replica: "
                  + channel.setting("partitions")
              : "",
          useful,
          setting,
          ALLOW_IDLE);
    }
  }

  private static String offsetResetPolicy(Channel channel, Problems problems) {
    String reset = channel.attribute(OFFSET_RESET).orElse("latest");
    if (reset.equals("latest")) {
      problems.warn(
          "%s=latest%s has a new group skip what came before its first start: set it to earliest,"
              + " unless that is meant",
          channel.setting(OFFSET_RESET),
          channel.attribute(OFFSET_RESET).isEmpty() ? " (Kafka's default)" : "");
    } else if (!reset.equals("earliest")) {
      problems.add(
          "%s=%s is nothing that KEDA's scaler knows: it may be earliest or latest",
          channel.setting(OFFSET_RESET), reset);
    }
    return reset;
  }
}
