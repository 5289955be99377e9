package io.groundswell.consumer.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** The topics, made by whoever comes first, with as many replicas as the broker's default. */
final class Topics {

  static final String ORDERS = "orders";
  static final String DEAD_LETTERS = "orders.dlq";
  static final String RECEIPTS = "orders.receipts";

  private static final Logger LOG = Logger.getLogger(Topics.class);

  private static final List<NewTopic> ALL =
      List.of(topic(ORDERS, 10), topic(DEAD_LETTERS, 1), topic(RECEIPTS, 1));

  private Topics() {}

  /**
   * Makes the topics that are missing.
   *
   * @return whether the broker has answered
   */
  static boolean make(Admin admin) throws InterruptedException {
    for (Map.Entry<String, KafkaFuture<Void>> made : admin.createTopics(ALL).values().entrySet()) {
      try {
        made.getValue().get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RetriableException) {
          return false;
        }
        if (!(e.getCause() instanceof TopicExistsException)) {
          LOG.warnf(
              "Topic '%s' can't be made, it has to be there already: %s",
              made.getKey(), e.getCause().getMessage());
        }
      }
    }
    return true;
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }
}
