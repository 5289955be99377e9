package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.KedaConfig.Autoscaler;
import io.groundswell.keda.deployment.KedaConfig.ChannelTrigger;
import io.groundswell.keda.deployment.KedaConfig.OtherTrigger;
import io.groundswell.keda.deployment.KedaConfig.SecretKey;
import io.groundswell.keda.deployment.ScaledObjects.Target;
import io.groundswell.keda.deployment.Trigger.Authentication;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the build makes of the settings and channels.
 *
 * @param resources the ScaledObject, if anything triggers it, and its authentications; or the
 *     HorizontalPodAutoscaler
 * @param variables variables of the application's container that come from Secrets
 * @param serviceAccount the service account that its pods need, unless they have one
 */
record Derivation(
    List<Resource> resources,
    List<VariableFromSecret> variables,
    Optional<ServiceAccount> serviceAccount) {

  /** A variable of the application's container, and the Secret's key that holds its value. */
  record VariableFromSecret(String variable, String secret, String key) {}

  /** A service account, whose annotations tie it to a cloud's role. */
  record ServiceAccount(String name, Map<String, String> annotations) {}

  /** Whether the workload's replicas are an autoscaler's to decide. */
  boolean scaled() {
    return !resources.isEmpty();
  }

  /**
   * Derives the autoscaler's objects and checks what they are derived from.
   *
   * @param target what is scaled
   * @param drain how long the application takes to stop, at most
   * @param schema the keys of KEDA's scalers
   * @param problems takes what is wrong; where there is anything, nothing is to be written
   */
  static Derivation of(
      KedaConfig config,
      List<Channel> channels,
      Target target,
      Drain drain,
      ScalerSchema schema,
      Problems problems) {
    List<Broker> brokers = Broker.all(config, target.name());
    List<Trigger> triggers = new ArrayList<>();
    List<Resource> resources = new ArrayList<>();

    for (Channel channel : channels) {
      ChannelTrigger own = config.channels().get(channel.name());
      brokers.stream()
          .filter(b -> channel.incoming() && own.enabled() && channel.on(b.connector()))
          .forEach(b -> triggers.addAll(b.triggers(channel, own, problems)));
    }
    brokers.forEach(b -> b.authentication(triggers).ifPresent(resources::add));
    new TreeMap<>(config.triggers())
        .forEach(
            (name, other) -> {
              Optional<Resource> authentication = authentication(target, name, other);
              authentication.ifPresent(resources::add);
              triggers.add(trigger(name, other, authentication));
            });

    Checks.settings(config, target, problems);
    Checks.channels(config, channels, problems);
    Checks.triggers(config, triggers, schema, problems);
    Checks.gracePeriod(config, drain, problems);
    boolean hpa = config.autoscaler() == Autoscaler.HPA;
    if (hpa) {
      HpaChecks.check(config, triggers, problems);
    } else {
      Checks.onlyForKeda(config, triggers, problems);
    }

    if (!target.isScalable()) {
      resources.clear();
      if (!triggers.isEmpty()) {
        problems.warn("A %s has no replicas, so nothing scales %s", target.kind(), target.name());
      }
    } else if (hpa) {
      resources.clear();
      resources.add(HorizontalPodAutoscalers.of(config, target, triggers));
    } else if (!triggers.isEmpty()) {
      resources.addFirst(ScaledObjects.scaledObject(config, target, triggers));
    }
    return new Derivation(
        List.copyOf(resources),
        brokers.stream().flatMap(b -> b.variables(on(b, channels)).stream()).toList(),
        brokers.stream().flatMap(b -> b.serviceAccount(on(b, channels)).stream()).findFirst());
  }

  private static Trigger trigger(
      String name, OtherTrigger settings, Optional<Resource> authentication) {
    return new Trigger(
        Setting.trigger(name),
        name,
        settings.type(),
        new LinkedHashMap<>(new TreeMap<>(settings.metadata())),
        Map.of(),
        settings.unchecked().orElse(Set.of()),
        settings.metricType(),
        settings.useCachedMetrics(),
        authentication
            .map(a -> Authentication.derived(a.name(), settings.secrets().keySet()))
            .or(
                () ->
                    settings
                        .authentication()
                        .map(a -> Authentication.existing(a, settings.authenticationKind()))));
  }

  private static Optional<Resource> authentication(
      Target target, String name, OtherTrigger settings) {
    if (settings.secrets().isEmpty()) {
      return Optional.empty();
    }
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (Map.Entry<String, SecretKey> secret : new TreeMap<>(settings.secrets()).entrySet()) {
      parameters.add(
          Authentications.parameter(
              secret.getKey(), secret.getValue().name(), secret.getValue().key()));
    }
    return Optional.of(Authentications.fromSecrets(target.name() + "-" + name, parameters));
  }

  private static List<Channel> on(Broker broker, List<Channel> channels) {
    return channels.stream().filter(c -> c.on(broker.connector())).toList();
  }
}
