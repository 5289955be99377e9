package io.groundswell.triggers;

import java.util.List;

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
    TriggerSettings settings = settings(spec);
    return switch (settings) {
      case RabbitMqSettings rabbit when rabbit.protocol() == RabbitMqSettings.Protocol.HTTP ->
          new RabbitMqHttpTrigger(rabbit);
      case RabbitMqSettings rabbit -> new RabbitMqAmqpTrigger(rabbit);
      case PrometheusSettings prometheus -> new PrometheusTrigger(prometheus);
      default ->
          throw new TriggerException(
              "trigger type \""
                  + spec.type()
                  + "\" can't be read live yet, only rabbitmq and prometheus can");
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
