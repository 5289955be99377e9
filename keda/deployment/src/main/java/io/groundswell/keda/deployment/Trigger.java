package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.KedaConfig.AuthenticationKind;
import io.groundswell.keda.deployment.KedaConfig.MetricType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

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
