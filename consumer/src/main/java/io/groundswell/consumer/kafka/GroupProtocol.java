package io.groundswell.consumer.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/** How a group's partitions are shared out: by the broker (KIP-848), or classically by a member. */
enum GroupProtocol {
  CONSUMER,
  CLASSIC;

  private static final String FEATURE = "group.version";

  /** The one of that name, which is known to be one. */
  static GroupProtocol of(String name) {
    return name.equals("classic") ? CLASSIC : CONSUMER;
  }

  /**
   * Whether the broker has it. Kafka has shared out partitions itself since 4.0, unless the feature
   * {@value #FEATURE} is at 0.
   *
   * @return true, too, if the broker doesn't say
   */
  boolean isKnownTo(Admin admin) throws InterruptedException {
    if (this == CLASSIC) {
      return true;
    }
    try {
      FinalizedVersionRange version =
          admin.describeFeatures().featureMetadata().get().finalizedFeatures().get(FEATURE);
      return version != null && version.maxVersionLevel() > 0;
    } catch (ExecutionException e) {
      return true;
    }
  }
}
