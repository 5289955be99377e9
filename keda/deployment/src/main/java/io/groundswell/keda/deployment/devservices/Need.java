package io.groundswell.keda.deployment.devservices;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.keda.deployment.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;

/**
 * A broker that an application needs and no setting says the address of.
 *
 * @param queues queues or topics that it takes from, each of which gets one for dead letters
 * @param plain queues or topics that it only sends to
 */
record Need(BrokerKind kind, Set<String> queues, Set<String> plain) {

  /** What an application needs, by its channels and by what it says of itself. */
  static List<Need> of(
      List<Channel> channels, GroundswellConfig.DevServices settings, Config config) {
    List<Need> needs = new ArrayList<>();
    for (BrokerKind kind : BrokerKind.values()) {
      List<Channel> unaddressed =
          channels.stream()
              .filter(c -> c.on("smallrye-" + kind))
              .filter(Predicate.not(Need::isAddressed))
              .toList();
      boolean named = settings.broker().equals(Optional.of(kind));
      if ((named || !unaddressed.isEmpty()) && !isAddressed(kind, config)) {
        Set<String> queues = queues(unaddressed, true);
        if (named || settings.broker().isEmpty()) {
          queues.addAll(settings.queues().orElse(List.of()));
        }
        Set<String> plain = queues(unaddressed, false);
        plain.removeAll(queues);
        needs.add(new Need(kind, queues, plain));
      }
    }
    return needs;
  }

  private static Set<String> queues(List<Channel> channels, boolean incoming) {
    Set<String> queues = new TreeSet<>();
    channels.stream()
        .filter(c -> c.incoming() == incoming && !isTransient(c))
        .forEach(c -> queues.addAll(c.queues()));
    return queues;
  }

  /** Whether its consumer makes the queue, and takes it along when it goes. */
  private static boolean isTransient(Channel channel) {
    return channel.isTrue("queue.exclusive")
        || channel.isTrue("queue.auto-delete")
        || channel.attribute("queue.durable").filter("false"::equalsIgnoreCase).isPresent()
        || channel.isTrue("pattern");
  }

  private static boolean isAddressed(Channel channel) {
    return List.of("host", "port", "addresses", "bootstrap.servers", "endpoint-override").stream()
        .anyMatch(a -> channel.attribute(a).isPresent());
  }

  private static boolean isAddressed(BrokerKind kind, Config config) {
    List<String> addresses =
        switch (kind) {
          case RABBITMQ ->
              List.of("rabbitmq-host", "rabbitmq-port", "rabbitmq-addresses", "AMQP_ADDR");
          case KAFKA -> List.of("kafka.bootstrap.servers");
          case SQS ->
              List.of(
                  "quarkus.sqs.endpoint-override",
                  "AWS_ENDPOINT_URL_SQS",
                  "AWS_ENDPOINT_URL",
                  "SQS_QUEUE_URL");
        };
    return addresses.stream().anyMatch(a -> config.getOptionalValue(a, String.class).isPresent());
  }
}
