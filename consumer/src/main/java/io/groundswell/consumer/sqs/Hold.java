package io.groundswell.consumer.sqs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What this replica has of a message: it is invisible to others for a while, which is extended as
 * long as it is held. After that it may be another's.
 */
final class Hold {

  private final Message message;
  private final InstantSource clock;
  private Instant until;
  private boolean lost;

  Hold(Message message, InstantSource clock, Duration visibility) {
    this.message = message;
    this.clock = clock;
    until = clock.instant().plus(visibility);
  }

  Message message() {
    return message;
  }

  /**
   * It has been extended.
   *
   * @param asked when that was asked for: the broker counts from then at the earliest
   */
  synchronized void extended(Instant asked, Duration visibility) {
    until = asked.plus(visibility);
  }

  /** The broker doesn't know this replica's claim any more. */
  synchronized void lose() {
    lost = true;
  }

  synchronized boolean lost() {
    lost |= !clock.instant().isBefore(until);
    return lost;
  }
}
