package io.groundswell.triggers;

import java.util.List;
import java.util.Map;

/** The trigger types that are known, and the way in to each. */
public final class Triggers {

  private static final List<String> EXTERNAL =
      List.of("rabbitmq", "kafka", "apache-kafka", "aws-sqs-queue", "prometheus");
  private static final List<String> RESOURCES = List.of("cpu", "memory");

  private Triggers() {}

  /**
   * Reads the settings of a trigger with an external metric.
   *
   * @throws TriggerException if they are wrong as KEDA sees it, or the type is unknown or has no
   *     external metric
   */
  public static TriggerSettings settings(TriggerSpec spec) throws TriggerException {
    return switch (spec.type()) {
      case "rabbitmq" -> RabbitMqSettings.parse(spec);
      case "kafka" -> KafkaSettings.parse(spec);
      case "apache-kafka" -> KafkaSettings.parseApache(spec);
      case "aws-sqs-queue" -> SqsSettings.parse(spec);
      case "prometheus" -> PrometheusSettings.parse(spec);
      case "cpu", "memory" ->
          throw new TriggerException(
              "trigger type \"" + spec.type() + "\" has no external metric, the HPA reads it");
      default -> throw unknown(spec);
    };
  }

  /**
   * Checks a trigger's settings without asking its source.
   *
   * @throws TriggerException if they are wrong as KEDA sees it, or the type is unknown
   */
  public static void check(TriggerSpec spec) throws TriggerException {
    if (RESOURCES.contains(spec.type())) {
      ResourceSettings.parse(spec);
    } else {
      settings(spec);
    }
  }

  /**
   * Opens a trigger for reading. Its source need not be there yet.
   *
   * @throws TriggerException if the settings are wrong as KEDA sees it, the type is unknown, or it
   *     can't be read live
   */
  public static Trigger open(TriggerSpec spec) throws TriggerException {
    return open(spec, Map.of());
  }

  /**
   * Opens a trigger for reading, Kafka's with given properties of its client.
   *
   * @param kafka properties of Kafka's Java clients in place of the trigger's own TLS and SASL;
   *     empty to keep those
   * @throws TriggerException if the settings are wrong as KEDA sees it, the type is unknown, or it
   *     can't be read live
   */
  public static Trigger open(TriggerSpec spec, Map<String, String> kafka) throws TriggerException {
    TriggerSettings settings = settings(spec);
    return switch (settings) {
      case RabbitMqSettings rabbit when rabbit.protocol() == RabbitMqSettings.Protocol.HTTP ->
          new RabbitMqHttpTrigger(rabbit);
      case RabbitMqSettings rabbit -> new RabbitMqAmqpTrigger(rabbit);
      case PrometheusSettings prometheus -> new PrometheusTrigger(prometheus);
      case KafkaSettings lag ->
          new KafkaTrigger(lag, kafka.isEmpty() ? KafkaClient.properties(spec) : kafka);
      case SqsSettings sqs -> new SqsTrigger(sqs, AwsCredentials.provider(spec));
    };
  }

  private static TriggerException unknown(TriggerSpec spec) {
    return new TriggerException(
        "no scaler found for type: "
            + spec.type()
            + ", known are "
            + String.join(", ", EXTERNAL)
            + ", "
            + String.join(", ", RESOURCES));
  }
}
