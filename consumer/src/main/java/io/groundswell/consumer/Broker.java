package io.groundswell.consumer;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * What the consumer needs of a broker beyond a channel's messages. Each kind is a bean whose
 * {@code @Identifier} is its name in {@code BROKER}; what isn't chosen is never made.
 */
public interface Broker {

  /**
   * Checks the broker's settings and gets ready, without waiting for the broker; called once,
   * before any other method and before orders are asked for.
   *
   * @throws InvalidSettingException for the first setting that can't be used
   */
  void start();

  /**
   * Takes over what a message of the channel {@code orders} brings: one delivery, or a batch of
   * them. What the broker has taken back already, and will deliver again, isn't among them.
   */
  List<Delivery> deliveries(Message<?> message);

  /** Whether orders can come and receipts can go, now. */
  boolean connected();

  /** Asks the broker for no more orders; the {@link Uni} ends when none will come. */
  Uni<Void> stopTaking();

  /** Ends when the broker knows of every order that was acknowledged. */
  default Uni<Void> settled() {
    return Uni.createFrom().voidItem();
  }
}
