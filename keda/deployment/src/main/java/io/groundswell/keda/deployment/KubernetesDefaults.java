package io.groundswell.keda.deployment;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Better defaults for {@code quarkus.kubernetes.*}: any value that the application sets holds
 * instead. They are not there where quarkus-kubernetes is not.
 */
public final class KubernetesDefaults implements SmallRyeConfigBuilderCustomizer {

  /** Below every place in which an application sets a value, above the extensions' defaults. */
  private static final int ORDINAL = -100;

  private static final String PREFIX = "quarkus.kubernetes.";

  private static final Map<String, String> ALWAYS =
      Map.ofEntries(
          Map.entry("image-pull-policy", "if-not-present"),
          Map.entry("add-version-to-label-selectors", "false"),
          Map.entry("idempotent", "true"),
          // An update would set what is not written, such as KEDA's replicas, back to its default.
          Map.entry("deploy-strategy", "server-side-apply"),
          Map.entry("vcs-uri.enabled", "false"),
          Map.entry("prometheus.generate-service-monitor", "false"),
          Map.entry("startup-probe.initial-delay", "0s"),
          Map.entry("startup-probe.period", "1s"),
          Map.entry("startup-probe.timeout", "3s"),
          Map.entry("readiness-probe.initial-delay", "0s"),
          Map.entry("readiness-probe.period", "5s"),
          Map.entry("readiness-probe.timeout", "3s"),
          Map.entry("liveness-probe.initial-delay", "0s"),
          Map.entry("liveness-probe.period", "10s"),
          Map.entry("liveness-probe.timeout", "3s"));

  /** Requests and limits by resource; all of a resource hold, or none. */
  private static final Map<String, Map<String, String>> RESOURCES =
      Map.of(
          "cpu", Map.of("resources.requests.cpu", "250m", "resources.limits.cpu", "2"),
          "memory",
              Map.of("resources.requests.memory", "256Mi", "resources.limits.memory", "512Mi"));

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    if (isKubernetesPresent()) {
      builder.withSources((ConfigSourceFactory) new Factory());
    }
  }

  private static boolean isKubernetesPresent() {
    try {
      Class.forName(
          "io.quarkus.kubernetes.deployment.KubernetesConfig",
          false,
          Thread.currentThread().getContextClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static final class Factory implements ConfigSourceFactory {

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
      if ("false".equalsIgnoreCase(value(context, "quarkus.keda.enabled"))
          || "false".equalsIgnoreCase(value(context, "quarkus.keda.deployment.enabled"))) {
        return List.of();
      }
      Map<String, String> defaults = new TreeMap<>();
      ALWAYS.forEach((key, value) -> defaults.put(PREFIX + key, value));
      boolean isNative = "true".equalsIgnoreCase(value(context, "quarkus.native.enabled"));
      defaults.put(PREFIX + "startup-probe.failure-threshold", isNative ? "30" : "120");
      RESOURCES.forEach(
          (resource, values) -> {
            if (values.keySet().stream().allMatch(key -> value(context, PREFIX + key) == null)) {
              values.forEach((key, value) -> defaults.put(PREFIX + key, value));
            }
          });
      return List.of(new PropertiesConfigSource(defaults, "Groundswell KEDA defaults", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
      return OptionalInt.of(ORDINAL);
    }

    private static String value(ConfigSourceContext context, String name) {
      ConfigValue value = context.getValue(name);
      return value == null ? null : value.getValue();
    }
  }
}
