package io.groundswell.producer.kafka;

import io.groundswell.producer.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic of the orders with those of its dead letters and receipts. All who make them give the
 * same partitions; the copies of each are the broker's default.
 */
final class Topics {

  private static final int ORDERS_PARTITIONS = 10;

  private Topics() {}

  /**
   * Makes what is missing.
   *
   * @return how many partitions the orders have
   * @throws ExecutionException with Kafka's own exception
   * @throws RefusedException if the topic of the orders is missing and can't be made
   */
  static int ensure(Admin admin, String orders)
      throws RefusedException, ExecutionException, InterruptedException {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put(orders, ORDERS_PARTITIONS);
    wanted.put(orders + ".dlq", 1);
    wanted.put(orders + ".receipts", 1);
    var described = admin.describeTopics(wanted.keySet()).topicNameValues();
    int partitions = ORDERS_PARTITIONS;
    for (var each : wanted.entrySet()) {
      String topic = each.getKey();
      try {
        int there = described.get(topic).get().partitions().size();
        partitions = topic.equals(orders) ? there : partitions;
      } catch (ExecutionException e) {
        if (topic.equals(orders) && !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        make(admin, new NewTopic(topic, Optional.of(each.getValue()), Optional.empty()), orders);
      }
    }
    return partitions;
  }

  /** Whether dead letters and receipts can be made is the concern of those who send them. */
  private static void make(Admin admin, NewTopic topic, String orders)
      throws RefusedException, ExecutionException, InterruptedException {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!topic.name().equals(orders) || e.getCause() instanceof TopicExistsException) {
        return;
      }
      if (e.getCause() instanceof RetriableException) {
        throw e;
      }
      throw new RefusedException(
          "the topic " + orders + " is missing and can't be made: " + KafkaOutlet.reason(e), e);
    }
  }
}
