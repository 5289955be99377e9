package io.groundswell.consumer;

import io.groundswell.brokers.BrokerKind;

/** The contract with the embedded broker of this kind. */
class EmbeddedKafkaDeliveryIT extends EmbeddedContract {

  EmbeddedKafkaDeliveryIT() {
    super(BrokerKind.KAFKA);
  }
}
