package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.Channel.Direction;
import io.smallrye.config.NameIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Reads the channels of an application from its configuration. */
public final class Channels {

  private static final String CONNECTOR_PREFIX = "mp.messaging.connector.";

  /** By connector, its attributes that can be set for all channels under another name. */
  private static final Map<String, Map<String, String>> ALIASES =
      Map.of(
          RabbitMq.CONNECTOR, Map.of("virtual-host", "rabbitmq-virtual-host"),
          Kafka.CONNECTOR, Map.of(Kafka.GROUP, "quarkus.application.name"),
          Sqs.CONNECTOR,
              Map.of(
                  Sqs.REGION, "quarkus.sqs.aws.region",
                  Sqs.ENDPOINT, "quarkus.sqs.endpoint-override"));

  /** A name within an expression, {@code ${name}} or {@code ${name:default}}. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}:]+)[:}]");

  private Channels() {}

  /**
   * The channels that are configured and enabled, by direction and name. An attribute whose value
   * can't be had at build, since it stands on a variable of the run, is empty.
   *
   * @param config the application's configuration
   * @param code what its classes say of channels
   */
  public static List<Channel> read(Config config, CodeChannels code) {
    List<Channel> channels = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      Collection<String> names = names(config, direction.prefix);
      if (direction == Direction.INCOMING && code.onlyConnector().isPresent()) {
        names.addAll(code.incoming());
      }
      for (String name : names) {
        read(config, direction, name, code.onlyConnector()).ifPresent(channels::add);
      }
    }
    return channels;
  }

  private static Optional<Channel> read(
      Config config, Direction direction, String name, Optional<String> onlyConnector) {
    Map<String, String> own = settings(config, direction.prefix, name);
    if ("false".equalsIgnoreCase(value(config, own.get("enabled")))) {
      return Optional.empty();
    }
    Optional<String> connector =
        Optional.of(value(config, own.get("connector")))
            .filter(c -> !c.isBlank())
            .or(() -> onlyConnector);
    Map<String, String> origins = new HashMap<>();
    connector.ifPresent(c -> origins.putAll(shared(config, c)));
    origins.putAll(own);
    Map<String, String> values = new HashMap<>();
    Map<String, Set<String>> references = new HashMap<>();
    origins.forEach(
        (attribute, setting) -> {
          values.put(attribute, value(config, setting));
          references.put(attribute, references(config, setting));
        });
    origins.keySet().removeAll(own.keySet());
    return Optional.of(new Channel(name, direction, connector, values, origins, references));
  }

  /**
   * The attributes that all channels of a connector have in common, and the settings that say so.
   */
  private static Map<String, String> shared(Config config, String connector) {
    Map<String, String> shared = new HashMap<>();
    ALIASES
        .getOrDefault(connector, Map.of())
        .forEach(
            (attribute, alias) -> {
              if (!value(config, alias).isEmpty()) {
                shared.put(attribute, alias);
              }
            });
    if (connector.equals(Kafka.CONNECTOR)) {
      shared.putAll(settings(config, "", "kafka"));
      // The build's own is not that of the run, which a variable of the container holds.
      shared.remove(Kafka.BOOTSTRAP_SERVERS);
    }
    shared.putAll(settings(config, CONNECTOR_PREFIX, connector));
    return shared;
  }

  private static Collection<String> names(Config config, String prefix) {
    Collection<String> names = new TreeSet<>();
    for (String property : config.getPropertyNames()) {
      if (property.startsWith(prefix)) {
        NameIterator rest = new NameIterator(property, prefix.length() - 1);
        if (rest.hasNext()) {
          String name = rest.getNextSegment();
          rest.next();
          if (rest.hasNext()) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  /** By attribute, the settings below a prefix and a name. */
  private static Map<String, String> settings(Config config, String prefix, String name) {
    Map<String, String> settings = new TreeMap<>();
    for (String property : config.getPropertyNames()) {
      for (String start : List.of(prefix + name + ".", prefix + '"' + name + "\".")) {
        if (property.startsWith(start)) {
          settings.put(property.substring(start.length()), property);
        }
      }
    }
    return settings;
  }

  /** The names in a setting's expression, and in theirs. */
  private static Set<String> references(Config config, String setting) {
    Set<String> names = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(setting));
    while (!open.isEmpty()) {
      String raw = config.getConfigValue(open.pop()).getRawValue();
      REFERENCE
          .matcher(raw == null ? "" : raw)
          .results()
          .map(r -> r.group(1))
          .filter(names::add)
          .forEach(open::push);
    }
    return names;
  }

  private static String value(Config config, String setting) {
    return setting == null ? "" : config.getOptionalValue(setting, String.class).orElse("");
  }
}
