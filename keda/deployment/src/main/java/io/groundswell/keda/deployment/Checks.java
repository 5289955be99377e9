package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.KedaConfig.Behavior;
import io.groundswell.keda.deployment.KedaConfig.ChannelTrigger;
import io.groundswell.keda.deployment.KedaConfig.MetricType;
import io.groundswell.keda.deployment.KedaConfig.Policy;
import io.groundswell.keda.deployment.KedaConfig.ScalingRules;
import io.groundswell.keda.deployment.ScaledObjects.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What KEDA, the HPA or the kubelet would refuse, or do otherwise than was meant. The bounds are
 * those of KEDA 2.21's ScaledObject and of the Kubernetes API {@code autoscaling/v2}.
 */
final class Checks {

  static final int KEDA_MAX_REPLICAS = 100;

  /** KEDA names the HPA {@code keda-hpa-<name>}, and bounds that by 63 characters. */
  private static final int LONGEST_NAME = 63 - "keda-hpa-".length();

  /** Types of triggers that an HPA reads by itself. */
  static final Set<String> RESOURCE_TYPES = Set.of("cpu", "memory");

  private Checks() {}

  /** Checks counts, periods, fallback and behaviour. */
  static void settings(KedaConfig config, Target target, Problems problems) {
    objectName("quarkus.keda.name", config.name().orElse(target.name()), LONGEST_NAME, problems);
    replicas(config, problems);
    period("quarkus.keda.polling-interval", config.pollingInterval(), 1, problems);
    period("quarkus.keda.cooldown-period", config.cooldownPeriod(), 0, problems);
    period("quarkus.keda.initial-cooldown-period", config.initialCooldownPeriod(), 0, problems);
    config
        .fallback()
        .ifPresent(
            f -> {
              atLeast("quarkus.keda.fallback.failure-threshold", f.failureThreshold(), 0, problems);
              atLeast("quarkus.keda.fallback.replicas", f.replicas(), 0, problems);
            });
    config.pausedReplicas().ifPresent(n -> atLeast("quarkus.keda.paused-replicas", n, 0, problems));
    behavior(config.behavior(), problems);
  }

  private static void replicas(KedaConfig config, Problems problems) {
    config.minReplicas().ifPresent(n -> atLeast("quarkus.keda.min-replicas", n, 0, problems));
    config.maxReplicas().ifPresent(n -> atLeast("quarkus.keda.max-replicas", n, 1, problems));
    int min = config.minReplicas().orElse(0);
    int max = config.maxReplicas().orElse(KEDA_MAX_REPLICAS);
    if (max >= 1 && min > max) {
      problems.add(
          "quarkus.keda.min-replicas=%d is above the maximum: it may be 0 to %d"
              + " (quarkus.keda.max-replicas)",
          min, max);
    }
    if (config.idleReplicas().isPresent()) {
      idle(config.idleReplicas().getAsInt(), min, problems);
    }
  }

  private static void idle(int idle, int min, Problems problems) {
    if (idle != 0) {
      problems.add(
          "quarkus.keda.idle-replicas=%d is undone by the HPA, which knows the minimum alone: it"
              + " may be 0, or not set",
          idle);
    } else if (min < 1) {
      problems.add(
          "quarkus.keda.idle-replicas=0 is not below quarkus.keda.min-replicas=%d: set the minimum"
              + " to 1 or more, or leave idle-replicas out, since the application goes to zero"
              + " anyway",
          min);
    }
  }

  private static void behavior(Behavior behavior, Problems problems) {
    rules("quarkus.keda.behavior.scale-up", behavior.scaleUp(), problems);
    rules("quarkus.keda.behavior.scale-down", behavior.scaleDown(), problems);
  }

  private static void rules(String setting, ScalingRules rules, Problems problems) {
    rules
        .stabilizationWindow()
        .ifPresent(d -> within(setting + ".stabilization-window", d, 0, 3600, problems));
    rules
        .tolerance()
        .filter(t -> t.signum() < 0)
        .ifPresent(
            t ->
                problems.add(
                    "%s.tolerance=%s is negative: it may be 0 or more, such as 0.1 for 10 %%",
                    setting, t.toPlainString()));
    for (int i = 0; i < rules.policies().size(); i++) {
      Policy policy = rules.policies().get(i);
      String name = setting + ".policies[" + i + "]";
      atLeast(name + ".value", policy.value(), 1, problems);
      within(name + ".period", policy.period(), 1, 1800, problems);
    }
  }

  /** Checks that each channel with settings is there, and can be scaled on. */
  static void channels(KedaConfig config, List<Channel> channels, Problems problems) {
    Set<String> incoming = new TreeSet<>();
    for (Channel channel : channels) {
      if (channel.incoming()) {
        incoming.add(channel.name());
      }
    }
    for (Map.Entry<String, ChannelTrigger> entry : new TreeMap<>(config.channels()).entrySet()) {
      String setting = Setting.channel(entry.getKey());
      if (!incoming.contains(entry.getKey())) {
        problems.add(
            "%s.* names a channel that the application doesn't receive from: %s",
            setting,
            NearMiss.of(entry.getKey(), incoming)
                .map(c -> "did you mean " + c + "?")
                .orElse(
                    incoming.isEmpty()
                        ? "it has no incoming channel, so leave it out"
                        : "it may be " + String.join(", ", incoming)));
      } else if (entry.getValue().enabled()) {
        channels.stream()
            .filter(c -> c.incoming() && c.name().equals(entry.getKey()))
            .filter(c -> Broker.connectors().stream().noneMatch(c::on))
            .forEach(
                c ->
                    problems.add(
                        "%s.* is for a channel on %s, which implies no trigger: describe one under"
                            + " quarkus.keda.triggers, and set %s.enabled=false",
                        setting, c.connector().orElse("no known connector"), setting));
        activation(setting, entry.getValue(), problems);
      }
    }
  }

  private static void activation(String setting, ChannelTrigger channel, Problems problems) {
    channel
        .activation()
        .filter(a -> a.compareTo(BigDecimal.ZERO) < 0)
        .ifPresent(
            a ->
                problems.add(
                    "%s.activation=%s is negative: it may be 0 or more",
                    setting, a.toPlainString()));
  }

  /** Checks the triggers one by one and together. */
  static void triggers(
      KedaConfig config, List<Trigger> triggers, ScalerSchema schema, Problems problems) {
    Set<String> names = new HashSet<>();
    for (Trigger trigger : triggers) {
      if (!names.add(trigger.name())) {
        problems.add(
            "%s has the name of another trigger or channel: each needs its own", trigger.setting());
      }
      TriggerChecks.check(trigger, schema, problems);
      trigger
          .authentication()
          .filter(a -> a.parameters().isPresent())
          .ifPresent(
              a ->
                  objectName(
                      trigger.setting() + " (TriggerAuthentication)", a.name(), 63, problems));
      metricType(trigger, problems);
      if (trigger.useCachedMetrics().orElse(false)
          && (RESOURCE_TYPES.contains(trigger.type()) || trigger.type().equals("cron"))) {
        problems.add(
            "%s.use-cached-metrics=true is not for a trigger of type %s: leave it out",
            trigger.setting(), trigger.type());
      }
    }
  }

  /** Checks what KEDA alone would refuse, where it is the autoscaler. */
  static void onlyForKeda(KedaConfig config, List<Trigger> triggers, Problems problems) {
    new TreeSet<>(config.podsMetrics().keySet())
        .forEach(
            metric ->
                problems.add(
                    "%s.* is nothing that KEDA reads: set quarkus.keda.autoscaler=hpa, or make it a"
                        + " trigger of type prometheus",
                    Setting.podsMetric(metric)));
    if (triggers.isEmpty()) {
      return;
    }
    boolean resourcesOnly = triggers.stream().allMatch(t -> RESOURCE_TYPES.contains(t.type()));
    if (resourcesOnly && config.minReplicas().orElse(0) < 1) {
      problems.add(
          "quarkus.keda.min-replicas=%d can't be with cpu and memory triggers alone, which see"
              + " nothing at zero replicas: it may be 1 or more",
          config.minReplicas().orElse(0));
    }
    if (resourcesOnly && config.fallback().isPresent()) {
      problems.add(
          "quarkus.keda.fallback.replicas=%d needs a trigger other than cpu and memory: leave the"
              + " fallback out",
          config.fallback().get().replicas());
    }
  }

  private static void metricType(Trigger trigger, Problems problems) {
    MetricType type = trigger.metricType().orElse(null);
    if (RESOURCE_TYPES.contains(trigger.type())) {
      if (type != MetricType.UTILIZATION && type != MetricType.AVERAGE_VALUE) {
        problems.add(
            "%s.metric-type=%s does not suit a trigger of type %s: it may be Utilization or"
                + " AverageValue",
            trigger.setting(), type == null ? "" : type.text, trigger.type());
      }
    } else if (type == MetricType.UTILIZATION) {
      problems.add(
          "%s.metric-type=Utilization is for cpu and memory alone: it may be AverageValue or Value",
          trigger.setting());
    }
  }

  /** Checks that the kubelet waits for the drain. */
  static void gracePeriod(KedaConfig config, Drain drain, Problems problems) {
    config
        .deployment()
        .gracePeriod()
        .filter(g -> config.deployment().enabled() && g.compareTo(drain.total()) < 0)
        .ifPresent(
            g -> problems.add("%s", drain.tooShort("quarkus.keda.deployment.grace-period", g)));
  }

  private static void objectName(String setting, String name, int longest, Problems problems) {
    if (name.length() > longest || !name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")) {
      problems.add(
          "%s=%s is no name for a Kubernetes object: it may be up to %d small letters, digits and"
              + " dashes, with no dash at either end",
          setting, name, longest);
    }
  }

  private static void period(
      String setting, Optional<Duration> period, long least, Problems problems) {
    period.ifPresent(p -> within(setting, p, least, Integer.MAX_VALUE, problems));
  }

  private static void within(
      String setting, Duration period, long least, long most, Problems problems) {
    if (period.getNano() != 0 || period.toSeconds() < least || period.toSeconds() > most) {
      problems.add(
          "%s=%s is out of bounds: it may be whole seconds, %ds %s",
          setting, text(period), least, most == Integer.MAX_VALUE ? "or more" : "to " + most + "s");
    }
  }

  static String text(Duration period) {
    return period.toMillis() % 1000 == 0 ? period.toSeconds() + "s" : period.toMillis() + "ms";
  }

  private static void atLeast(String setting, int value, int least, Problems problems) {
    if (value < least) {
      problems.add("%s=%d is too low: it may be %d or more", setting, value, least);
    }
  }
}
