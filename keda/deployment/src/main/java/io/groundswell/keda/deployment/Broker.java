package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.Derivation.ServiceAccount;
import io.groundswell.keda.deployment.Derivation.VariableFromSecret;
import io.groundswell.keda.deployment.KedaConfig.ChannelTrigger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A broker that applications reach over one of SmallRye's connectors, and KEDA with a scaler of its
 * own.
 */
sealed interface Broker permits RabbitMq, Kafka, Sqs {

  /** All that are known, set up for a workload. */
  static List<Broker> all(KedaConfig config, String workload) {
    return List.of(
        new RabbitMq(config.rabbitmq(), workload + "-rabbitmq"),
        new Kafka(config, workload + "-kafka"),
        new Sqs(config.sqs(), workload, workload + "-sqs"));
  }

  /** Names of their connectors. */
  static Set<String> connectors() {
    return Set.of(RabbitMq.CONNECTOR, Kafka.CONNECTOR, Sqs.CONNECTOR);
  }

  /** The connector of its channels. */
  String connector();

  /** The triggers that an incoming channel implies; notes what stands against scaling on it. */
  List<Trigger> triggers(Channel channel, ChannelTrigger settings, Problems problems);

  /**
   * The TriggerAuthentication that gives KEDA what triggers need beside their metadata; empty where
   * none of them refers to it.
   */
  Optional<Resource> authentication(List<Trigger> triggers);

  /**
   * Variables of the application's container.
   *
   * @param channels the channels on the connector, in both directions
   */
  List<VariableFromSecret> variables(List<Channel> channels);

  /**
   * The service account that stands for the application towards the broker; empty where it needs
   * none.
   *
   * @param channels the channels on the connector, in both directions
   */
  default Optional<ServiceAccount> serviceAccount(List<Channel> channels) {
    return Optional.empty();
  }
}
