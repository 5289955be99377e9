package io.groundswell.keda.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A channel of the application, as its configuration describes it.
 *
 * @param name the channel's name
 * @param direction whether messages come in or go out
 * @param connector name of the connector, {@code smallrye-rabbitmq} for one; empty where it is not
 *     known at build
 * @param attributes the connector's attributes for the channel, those of the connector as a whole
 *     included
 * @param origins the settings that attributes come from, where it isn't the channel's own
 * @param references by attribute, the settings and variables that its expression stands on
 */
public record Channel(
    String name,
    Direction direction,
    Optional<String> connector,
    Map<String, String> attributes,
    Map<String, String> origins,
    Map<String, Set<String>> references) {

  /** Which way messages go. */
  public enum Direction {
    INCOMING("mp.messaging.incoming."),
    OUTGOING("mp.messaging.outgoing.");

    final String prefix;

    Direction(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Copies what it is given. */
  public Channel {
    attributes = Map.copyOf(attributes);
    origins = Map.copyOf(origins);
    references = Map.copyOf(references);
  }

  /** Whether messages come in by it. */
  public boolean incoming() {
    return direction == Direction.INCOMING;
  }

  /** Whether it is on a connector. */
  public boolean on(String connectorName) {
    return connector.filter(connectorName::equals).isPresent();
  }

  /** The queues or topics at its other end; empty where the build doesn't know them. */
  public List<String> queues() {
    return switch (connector.orElse("")) {
      case RabbitMq.CONNECTOR -> RabbitMq.queues(this);
      case Kafka.CONNECTOR -> Kafka.topics(this);
      case Sqs.CONNECTOR -> Sqs.queues(this);
      default -> List.of();
    };
  }

  /** The value of an attribute; empty where it has none, or the build doesn't know it. */
  public Optional<String> attribute(String key) {
    return Optional.ofNullable(attributes.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Whether an attribute is set to a value that the build can't know. */
  boolean isUnknown(String key) {
    return attributes.containsKey(key) && attribute(key).isEmpty();
  }

  /**
   * Whether an attribute's value is taken from a variable, directly or by way of other settings.
   */
  boolean takes(String key, String variable) {
    return references.getOrDefault(key, Set.of()).contains(variable);
  }

  /** Whether an attribute is set to true. */
  public boolean isTrue(String key) {
    return attribute(key).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** Name of the setting that an attribute comes from, or would, for messages. */
  String setting(String key) {
    return origins.getOrDefault(key, direction.prefix + Setting.segment(name) + "." + key);
  }
}
