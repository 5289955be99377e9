package io.groundswell.autoscaler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * KEDA's {@code keda.sh/v1alpha1 ScaledObject}. What is absent in a manifest is absent here; the
 * methods that answer with a plain number fill in KEDA's default.
 *
 * @param name its name
 * @param namespace its namespace; empty if the manifest leaves it to {@code kubectl}
 * @param annotations its annotations, some of which pause it
 * @param target what it scales
 * @param pollingInterval how often KEDA asks the triggers
 * @param cooldownPeriod how long after the last active poll the last replicas go
 * @param initialCooldownPeriod the same, counted from the creation, before any poll was active
 * @param idleReplicaCount replicas while nothing is active
 * @param minReplicaCount least replicas while something is active, or always if idle is absent
 * @param maxReplicaCount most replicas
 * @param fallback what to do where triggers fail
 * @param hpaName name of the HPA that KEDA makes; empty for KEDA's own
 * @param behavior handed on to the HPA
 * @param restoreToOriginalReplicaCount whether deleting it brings back the replicas from before
 * @param scalingModifiers a formula over the triggers
 * @param triggers the event sources
 */
public record ScaledObject(
    String name,
    String namespace,
    Map<String, String> annotations,
    ScaleTarget target,
    Optional<Duration> pollingInterval,
    Optional<Duration> cooldownPeriod,
    Duration initialCooldownPeriod,
    OptionalInt idleReplicaCount,
    OptionalInt minReplicaCount,
    OptionalInt maxReplicaCount,
    Optional<Fallback> fallback,
    String hpaName,
    Optional<Behavior> behavior,
    boolean restoreToOriginalReplicaCount,
    Optional<ScalingModifiers> scalingModifiers,
    List<Trigger> triggers) {

  /** Replicas at most where the manifest doesn't say. */
  public static final int DEFAULT_MAX_REPLICAS = 100;

  /**
   * What is scaled.
   *
   * @param apiVersion its API version
   * @param kind its kind
   * @param name its name
   * @param envSourceContainerName the container whose environment triggers may read; empty for the
   *     first
   */
  public record ScaleTarget(
      String apiVersion, String kind, String name, String envSourceContainerName) {
    public ScaleTarget {
      Objects.requireNonNull(apiVersion);
      Objects.requireNonNull(kind);
      Objects.requireNonNull(name);
      Objects.requireNonNull(envSourceContainerName);
    }

    /** A Deployment. */
    public static ScaleTarget deployment(String name) {
      return new ScaleTarget("apps/v1", "Deployment", name, "");
    }
  }

  public ScaledObject {
    Objects.requireNonNull(name);
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(target);
    Objects.requireNonNull(pollingInterval);
    Objects.requireNonNull(cooldownPeriod);
    Objects.requireNonNull(initialCooldownPeriod);
    Objects.requireNonNull(idleReplicaCount);
    Objects.requireNonNull(minReplicaCount);
    Objects.requireNonNull(maxReplicaCount);
    Objects.requireNonNull(fallback);
    Objects.requireNonNull(hpaName);
    Objects.requireNonNull(behavior);
    Objects.requireNonNull(scalingModifiers);
    annotations = Map.copyOf(annotations);
    triggers = List.copyOf(triggers);
  }

  /** How often KEDA asks the triggers: 30 s if absent. */
  public Duration pollingIntervalOrDefault() {
    return pollingInterval.orElse(Duration.ofSeconds(30));
  }

  /** How long the last replicas stay after the last active poll: 300 s if absent. */
  public Duration cooldownPeriodOrDefault() {
    return cooldownPeriod.orElse(Duration.ofSeconds(300));
  }

  /** Least replicas, 0 if absent. */
  public int minReplicas() {
    return minReplicaCount.orElse(0);
  }

  /** Least replicas of the HPA, which can't go below 1. */
  public int hpaMinReplicas() {
    return Math.max(1, minReplicas());
  }

  /** Most replicas. */
  public int maxReplicas() {
    return maxReplicaCount.orElse(DEFAULT_MAX_REPLICAS);
  }

  /** Replicas while nothing is active: idle if given, else min. */
  public int idleOrMinReplicas() {
    return idleReplicaCount.orElse(minReplicas());
  }

  /** This with other annotations. */
  public ScaledObject withAnnotations(Map<String, String> changed) {
    Builder builder = toBuilder();
    builder.annotations = changed;
    return builder.build();
  }

  /** Starts one that has no triggers yet and scales a Deployment of the same name. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Starts from this one. */
  public Builder toBuilder() {
    Builder builder = new Builder(name);
    builder.namespace = namespace;
    builder.annotations = annotations;
    builder.target = target;
    builder.pollingInterval = pollingInterval;
    builder.cooldownPeriod = cooldownPeriod;
    builder.initialCooldownPeriod = initialCooldownPeriod;
    builder.idleReplicaCount = idleReplicaCount;
    builder.minReplicaCount = minReplicaCount;
    builder.maxReplicaCount = maxReplicaCount;
    builder.fallback = fallback;
    builder.hpaName = hpaName;
    builder.behavior = behavior;
    builder.restoreToOriginalReplicaCount = restoreToOriginalReplicaCount;
    builder.scalingModifiers = scalingModifiers;
    builder.triggers.addAll(triggers);
    return builder;
  }

  /** Collects the fields of a ScaledObject; what isn't set stays absent. */
  public static final class Builder {
    private final String name;
    private String namespace = "";
    private Map<String, String> annotations = Map.of();
    private ScaleTarget target;
    private Optional<Duration> pollingInterval = Optional.empty();
    private Optional<Duration> cooldownPeriod = Optional.empty();
    private Duration initialCooldownPeriod = Duration.ZERO;
    private OptionalInt idleReplicaCount = OptionalInt.empty();
    private OptionalInt minReplicaCount = OptionalInt.empty();
    private OptionalInt maxReplicaCount = OptionalInt.empty();
    private Optional<Fallback> fallback = Optional.empty();
    private String hpaName = "";
    private Optional<Behavior> behavior = Optional.empty();
    private boolean restoreToOriginalReplicaCount;
    private Optional<ScalingModifiers> scalingModifiers = Optional.empty();
    private final List<Trigger> triggers = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
      this.target = ScaleTarget.deployment(name);
    }

    public Builder namespace(String value) {
      namespace = value;
      return this;
    }

    public Builder annotations(Map<String, String> value) {
      annotations = value;
      return this;
    }

    public Builder target(ScaleTarget value) {
      target = value;
      return this;
    }

    public Builder pollingInterval(Duration value) {
      pollingInterval = Optional.of(value);
      return this;
    }

    public Builder cooldownPeriod(Duration value) {
      cooldownPeriod = Optional.of(value);
      return this;
    }

    public Builder initialCooldownPeriod(Duration value) {
      initialCooldownPeriod = value;
      return this;
    }

    public Builder idleReplicaCount(int value) {
      idleReplicaCount = OptionalInt.of(value);
      return this;
    }

    public Builder minReplicaCount(int value) {
      minReplicaCount = OptionalInt.of(value);
      return this;
    }

    public Builder maxReplicaCount(int value) {
      maxReplicaCount = OptionalInt.of(value);
      return this;
    }

    public Builder fallback(Fallback value) {
      fallback = Optional.of(value);
      return this;
    }

    public Builder hpaName(String value) {
      hpaName = value;
      return this;
    }

    public Builder behavior(Behavior value) {
      behavior = Optional.of(value);
      return this;
    }

    public Builder restoreToOriginalReplicaCount(boolean value) {
      restoreToOriginalReplicaCount = value;
      return this;
    }

    public Builder scalingModifiers(ScalingModifiers value) {
      scalingModifiers = Optional.of(value);
      return this;
    }

    /** Takes the place of all triggers so far. */
    public Builder triggers(List<Trigger> value) {
      triggers.clear();
      triggers.addAll(value);
      return this;
    }

    /** Adds a trigger. */
    public Builder trigger(Trigger value) {
      triggers.add(value);
      return this;
    }

    /** Adds a trigger of the next index, without a name or credentials. */
    public Builder trigger(String type, Map<String, String> metadata) {
      return trigger(Trigger.of(triggers.size(), type, metadata));
    }

    /** The ScaledObject, unchecked: see {@code keda.Validation}. */
    public ScaledObject build() {
      return new ScaledObject(
          name,
          namespace,
          annotations,
          target,
          pollingInterval,
          cooldownPeriod,
          initialCooldownPeriod,
          idleReplicaCount,
          minReplicaCount,
          maxReplicaCount,
          fallback,
          hpaName,
          behavior,
          restoreToOriginalReplicaCount,
          scalingModifiers,
          triggers);
    }
  }
}
