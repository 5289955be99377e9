package io.groundswell.producer;

import io.groundswell.producer.rabbitmq.RabbitMqOutlet;
import java.util.List;
import java.util.Map;

/** The outlet that the environment asks for. */
public final class Outlets {

  /** Names the kind of broker. */
  public static final String BROKER = "BROKER";

  /** Says where a RabbitMQ is. */
  public static final String AMQP_ADDR = "AMQP_ADDR";

  /** What {@value #BROKER} may be; the first is taken where it isn't set. */
  private static final List<String> BROKERS = List.of("rabbitmq");

  private static final String LOCAL_AMQP = "amqp://guest:guest@localhost:5672";
  private static final int LONGEST_QUEUE = 200;

  private Outlets() {}

  /**
   * An outlet that isn't connected yet.
   *
   * @param environment {@value #BROKER}, and what that kind of broker needs
   * @param queue where orders go
   * @throws InvalidSettingException for the first setting that can't be used
   */
  public static Outlet open(Map<String, String> environment, String queue) {
    Values.name("queue", queue, LONGEST_QUEUE);
    String broker = environment.getOrDefault(BROKER, BROKERS.getFirst());
    if (!BROKERS.contains(broker)) {
      throw new InvalidSettingException(BROKER, broker, "one of " + BROKERS);
    }
    return new RabbitMqOutlet(environment.getOrDefault(AMQP_ADDR, LOCAL_AMQP), queue);
  }
}
