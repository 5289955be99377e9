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

  /** Whether the broker has given the message up for lost, and will deliver it again. */
  boolean lost();

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

  /** Puts the message back on the queue, for any replica to take. */
  Uni<Void> giveBack();
}
