package io.groundswell.lab.run;

import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.Trigger;
import io.groundswell.brokers.ExternalKafka;
import java.util.Objects;
import java.util.Optional;

/** What the triggers of a ScaledObject say they watch. What is a topic on Kafka is a queue here. */
public final class Watched {

  private Watched() {}

  /** The queue of a trigger; empty if it names none, or a variable that holds its URL. */
  public static Optional<String> queue(Trigger trigger) {
    return switch (trigger.type()) {
      case "rabbitmq" -> Optional.ofNullable(trigger.metadata().get("queueName"));
      case "aws-sqs-queue" ->
          Optional.ofNullable(trigger.metadata().get("queueURL"))
              .map(url -> url.substring(url.lastIndexOf('/') + 1));
      default -> Optional.ofNullable(trigger.metadata().get("topic"));
    };
  }

  /** Kafka's consumer group that the first trigger which names one watches. */
  public static String group(ScaledObject scaledObject) {
    return scaledObject.triggers().stream()
        .map(trigger -> trigger.metadata().get("consumerGroup"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(ExternalKafka.GROUP);
  }
}
