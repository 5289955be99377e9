package io.groundswell.triggers;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What a {@code rabbitmq} trigger reads of a queue.
 *
 * @param messages all messages, or the ready ones where only they are asked for
 * @param ready messages that wait for a consumer
 * @param publishRate messages per second
 * @param deliverGetRate messages per second
 */
record RabbitMqQueue(long messages, long ready, double publishRate, double deliverGetRate) {

  private static final RabbitMqQueue EMPTY = new RabbitMqQueue(0, 0, 0, 0);

  /** Counts ready messages only. */
  RabbitMqQueue readyOnly() {
    return new RabbitMqQueue(ready, ready, publishRate, deliverGetRate);
  }

  /**
   * Makes one queue of several, each number for itself; zeros if there are none.
   *
   * @param operation {@code sum}, {@code avg} (of counts: a whole number) or {@code max}
   * @return empty if the operation is unknown, which KEDA notices only if there is a queue
   */
  static Optional<RabbitMqQueue> composed(List<RabbitMqQueue> queues, String operation) {
    if (queues.isEmpty()) {
      return Optional.of(EMPTY);
    }
    return switch (operation) {
      case "sum" -> Optional.of(sum(queues));
      case "avg" -> Optional.of(average(queues));
      case "max" ->
          Optional.of(
              new RabbitMqQueue(
                  max(queues, RabbitMqQueue::messages),
                  max(queues, RabbitMqQueue::ready),
                  maxRate(queues, RabbitMqQueue::publishRate),
                  maxRate(queues, RabbitMqQueue::deliverGetRate)));
      default -> Optional.empty();
    };
  }

  private static RabbitMqQueue average(List<RabbitMqQueue> queues) {
    RabbitMqQueue sum = sum(queues);
    int count = queues.size();
    return new RabbitMqQueue(
        sum.messages / count,
        sum.ready / count,
        sum.publishRate / count,
        sum.deliverGetRate / count);
  }

  private static RabbitMqQueue sum(List<RabbitMqQueue> queues) {
    RabbitMqQueue sum = EMPTY;
    for (RabbitMqQueue queue : queues) {
      sum =
          new RabbitMqQueue(
              sum.messages + queue.messages,
              sum.ready + queue.ready,
              sum.publishRate + queue.publishRate,
              sum.deliverGetRate + queue.deliverGetRate);
    }
    return sum;
  }

  private static long max(List<RabbitMqQueue> queues, ToLongFunction<RabbitMqQueue> count) {
    return queues.stream().mapToLong(count).reduce(0, Math::max);
  }

  private static double maxRate(List<RabbitMqQueue> queues, ToDoubleFunction<RabbitMqQueue> rate) {
    return queues.stream().mapToDouble(rate).reduce(0, Math::max);
  }
}
