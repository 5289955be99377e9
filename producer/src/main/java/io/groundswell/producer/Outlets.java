package io.groundswell.producer;

import io.groundswell.producer.kafka.KafkaOutlet;
import io.groundswell.producer.rabbitmq.RabbitMqOutlet;
import io.groundswell.producer.sqs.SqsOutlet;
import java.util.List;
import java.util.Map;

/** The outlet that the environment asks for. */
public final class Outlets {

  /** Names the kind of broker. */
  public static final String BROKER = "BROKER";

  /** Says where a RabbitMQ is. */
  public static final String AMQP_ADDR = "AMQP_ADDR";

  private static final String RABBITMQ = "rabbitmq";
  private static final String KAFKA = "kafka";
  private static final String SQS = "sqs";

  private static final String LOCAL_AMQP = "amqp://guest:guest@localhost:5672";
  private static final int LONGEST_QUEUE = 200;

  private Outlets() {}

  /**
   * An outlet that isn't connected yet.
   *
   * @param environment {@value #BROKER}, and what that kind of broker needs
   * @param queue where orders go; a queue of SQS is named by its URL instead
   * @throws InvalidSettingException for the first setting that can't be used
   */
  public static Outlet open(Map<String, String> environment, String queue) {
    Values.name("queue", queue, LONGEST_QUEUE);
    String broker = environment.getOrDefault(BROKER, RABBITMQ);
    return switch (broker) {
      case RABBITMQ -> new RabbitMqOutlet(environment.getOrDefault(AMQP_ADDR, LOCAL_AMQP), queue);
      case KAFKA -> new KafkaOutlet(environment, queue);
      case SQS -> new SqsOutlet(environment);
      default ->
          throw new InvalidSettingException(
              BROKER, broker, "one of " + List.of(RABBITMQ, KAFKA, SQS));
    };
  }
}
