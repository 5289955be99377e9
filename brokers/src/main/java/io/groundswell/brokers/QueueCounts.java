package io.groundswell.brokers;

import java.util.OptionalLong;

/**
 * The messages of a queue.
 *
 * @param ready waiting for a consumer; on Kafka, all that the consumer group hasn't committed
 * @param unacknowledged with a consumer, not yet acknowledged; empty where the broker can't be
 *     asked (RabbitMQ without a management API) or doesn't know (Kafka)
 */
public record QueueCounts(long ready, OptionalLong unacknowledged) {

  /** Ready and unacknowledged messages; ready ones alone where only those are known. */
  public long total() {
    return ready + unacknowledged.orElse(0);
  }
}
