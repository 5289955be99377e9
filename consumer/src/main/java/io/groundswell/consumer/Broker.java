package io.groundswell.consumer;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What the consumer needs of a broker beyond a channel's messages. */
public interface Broker {

  /**
   * Takes a message of the channel {@code orders} over.
   *
   * @return empty if the connection that brought it is gone: the broker will deliver it again
   */
  Optional<Delivery> delivery(Message<byte[]> message);

  /** Whether orders can come and receipts can go, now. */
  boolean connected();

  /** Asks the broker for no more orders; the {@link Uni} ends when none will come. */
  Uni<Void> stopTaking();
}
