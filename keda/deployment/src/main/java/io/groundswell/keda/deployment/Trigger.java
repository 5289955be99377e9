package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.KedaConfig.AuthenticationKind;
import io.groundswell.keda.deployment.KedaConfig.ChannelTrigger;
import io.groundswell.keda.deployment.KedaConfig.MetricType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * A trigger of a ScaledObject.
 *
 * @param setting prefix of the settings that made it, for messages
 * @param name its name within the ScaledObject
 * @param type KEDA's scaler
 * @param metadata the scaler's keys, in the order in which they are written
 * @param origins the settings that keys of the metadata come from, where they are not those below
 *     {@code setting}
 * @param unchecked keys that are not held against the scaler's
 */
record Trigger(
    String setting,
    String name,
    String type,
    SequencedMap<String, String> metadata,
    Map<String, String> origins,
    Set<String> unchecked,
    Optional<MetricType> metricType,
    Optional<Boolean> useCachedMetrics,
    Optional<Authentication> authentication) {

  /**
   * The authentication that a trigger refers to.
   *
   * @param parameters what it provides; empty where it is not the extension's own
   */
  record Authentication(String name, AuthenticationKind kind, Optional<Set<String>> parameters) {

    static Authentication derived(String name, Set<String> parameters) {
      return new Authentication(
          name, AuthenticationKind.TRIGGER_AUTHENTICATION, Optional.of(parameters));
    }

    static Authentication existing(String name, AuthenticationKind kind) {
      return new Authentication(name, kind, Optional.empty());
    }
  }

  /**
   * The trigger of a channel, whose settings may add keys but not change those that are derived.
   *
   * @param name its name within the ScaledObject
   * @param type KEDA's scaler
   * @param derived keys that the channel implies
   * @param origins the settings that they come from, or would
   */
  static Trigger of(
      Channel channel,
      String name,
      String type,
      SequencedMap<String, String> derived,
      Map<String, String> origins,
      ChannelTrigger settings,
      Optional<Authentication> authentication,
      Problems problems) {
    String setting = Setting.channel(channel.name());
    SequencedMap<String, String> metadata = new LinkedHashMap<>(derived);
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
    return new Trigger(
        setting,
        name,
        type,
        metadata,
        origins,
        settings.unchecked().orElse(Set.of()),
        settings.metricType(),
        settings.useCachedMetrics(),
        settings
            .authentication()
            .map(a -> Authentication.existing(a, AuthenticationKind.TRIGGER_AUTHENTICATION))
            .or(() -> authentication));
  }

  boolean refersTo(String authenticationName) {
    return authentication.filter(a -> a.name().equals(authenticationName)).isPresent();
  }

  /** The setting that a key of the metadata comes from, or would. */
  String origin(String key) {
    return origins.getOrDefault(key, setting + ".metadata." + Setting.segment(key));
  }

  /** The entry of {@code spec.triggers}. */
  Map<String, Object> manifest() {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("type", type);
    manifest.put("name", name);
    manifest.put("metadata", metadata);
    metricType.ifPresent(m -> manifest.put("metricType", m.text));
    useCachedMetrics.ifPresent(u -> manifest.put("useCachedMetrics", u));
    authentication.ifPresent(
        a -> {
          Map<String, Object> reference = new LinkedHashMap<>();
          reference.put("name", a.name());
          if (a.kind() != AuthenticationKind.TRIGGER_AUTHENTICATION) {
            reference.put("kind", a.kind().text);
          }
          manifest.put("authenticationRef", reference);
        });
    return manifest;
  }
}
