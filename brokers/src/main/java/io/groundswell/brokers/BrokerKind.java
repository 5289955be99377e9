package io.groundswell.brokers;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of broker, by the names that {@code BROKER} takes, and how each names its queues. */
public enum BrokerKind {
  /** AMQP 0-9-1: queues. */
  RABBITMQ("."),

  /** Topics, of which a consumer group commits offsets. */
  KAFKA("."),

  /** Queues of the Simple Queue Service, whose names may hold no dots. */
  SQS("-");

  private final String separator;

  BrokerKind(String separator) {
    this.separator = separator;
  }

  /**
   * The kind of that name.
   *
   * @param name {@code rabbitmq}, {@code kafka} or {@code sqs}
   * @throws BrokerException if there is none
   */
  public static BrokerKind of(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BrokerException(
                    "broker is "
                        + name
                        + ", must be one of "
                        + Arrays.stream(values())
                            .map(BrokerKind::toString)
                            .collect(Collectors.joining(", "))));
  }

  /** The queue of a queue's dead letters: {@code orders.dlq}, or {@code orders-dlq} on SQS. */
  public String deadLetters(String queue) {
    return queue + separator + "dlq";
  }

  /**
   * The queue of the receipts for a queue's orders: {@code orders.receipts}, or {@code
   * orders-receipts} on SQS.
   */
  public String receipts(String queue) {
    return queue + separator + "receipts";
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
