package io.groundswell.consumer;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * One message of the channel {@code orders} in this replica's hands. It ends with one of {@link
 * #acknowledge}, {@link #deadLetter} and {@link #giveBack}; while it has none, it is still the
 * broker's, who hands it to another replica if this one dies.
 */
public interface Delivery {

  /** The message as it came: not yet known to be an order. */
  byte[] body();

  /** When it came. */
  Instant arrivedAt();

  /**
   * Says that the work on it begins.
   *
   * @return false if it mustn't, since another replica gets the message
   */
  default boolean begin() {
    return !lost();
  }

  /** Whether the broker has given the message up for lost, and will deliver it again. */
  boolean lost();

  /**
   * Sends the receipt for this order.
   *
   * @return ends when the broker has confirmed it; fails if it hasn't in time
   */
  Uni<Void> receipt(byte[] json);

  /** Tells the broker that the work is done. Without effect if {@link #lost}. */
  Uni<Void> acknowledge();

  /**
   * Puts the message, unchanged but for a reason, on the dead letters, and when the broker has
   * confirmed that, off the queue.
   *
   * @param reason in one line, why it can't be done
   * @return fails if the broker doesn't confirm; the message is then still on the queue
   */
  Uni<Void> deadLetter(String reason);

  /**
   * Puts the message back on the queue, for any replica to take.
   *
   * @return whether it is out of this replica's hands; false where the broker takes no single
   *     message back, so that it is this replica's to try again
   */
  Uni<Boolean> giveBack();

  /** Called last: this replica does nothing more with the message, however it ended. */
  default void ended() {}
}
