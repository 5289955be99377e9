package io.groundswell.keda.deployment.devservices;

import io.groundswell.keda.deployment.devservices.GroundswellConfig.Mode;
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
 * Turns off Quarkus' own Dev Services for brokers where ours take their place. They would start
 * twice otherwise, and without a container engine that of SQS ends the build. A value that the
 * application sets holds instead.
 */
public final class DevServicesDefaults implements SmallRyeConfigBuilderCustomizer {

  /** Below every place in which an application sets a value, above the extensions' defaults. */
  private static final int ORDINAL = -100;

  /** By the class that tells whether an extension is there, since Quarkus warns of unknown keys. */
  private static final Map<String, String> SWITCHES =
      Map.of(
          "io.quarkus.smallrye.reactivemessaging.rabbitmq.deployment.RabbitMQBuildTimeConfig",
          "quarkus.rabbitmq.devservices.enabled",
          "io.quarkus.kafka.client.deployment.KafkaBuildTimeConfig",
          "quarkus.kafka.devservices.enabled",
          "io.quarkiverse.amazon.sqs.runtime.SqsBuildTimeConfig",
          "quarkus.sqs.devservices.enabled");

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    builder.withSources((ConfigSourceFactory) new Factory());
  }

  private static final class Factory implements ConfigSourceFactory {

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
      if (context.getProfiles().contains("prod") || !oursRun(context)) {
        return List.of();
      }
      Map<String, String> off = new TreeMap<>();
      SWITCHES.forEach(
          (type, setting) -> {
            if (isPresent(type)) {
              off.put(setting, "false");
            }
          });
      return List.of(new PropertiesConfigSource(off, "Groundswell Dev Services", ORDINAL));
    }

    private static boolean oursRun(ConfigSourceContext context) {
      ConfigValue mode = context.getValue("quarkus.groundswell.devservices");
      if (mode == null || Mode.AUTO.name().equalsIgnoreCase(mode.getValue())) {
        return !ContainerEngine.answers();
      }
      return Mode.EMBEDDED.name().equalsIgnoreCase(mode.getValue());
    }

    private static boolean isPresent(String type) {
      try {
        Class.forName(type, false, Thread.currentThread().getContextClassLoader());
        return true;
      } catch (ClassNotFoundException e) {
        return false;
      }
    }

    @Override
    public OptionalInt getPriority() {
      return OptionalInt.of(ORDINAL);
    }
  }
}
