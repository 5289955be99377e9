package io.groundswell.consumer.rabbitmq;

import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What is to be said of a broker that is away: each reason once, until it is back. There is one, as
 * log filters know no beans.
 */
final class Outages {

  static final Outages OF_BROKER = new Outages();

  private static final Logger LOG = Logger.getLogger(Outages.class);

  private String address = "";
  private String reason;
  private boolean leaving;

  /** Names the broker in what is said. */
  synchronized void at(Address address) {
    this.address = address.toString();
  }

  /** A connection that stood has broken. */
  synchronized void lost(Throwable cause) {
    if (leaving) {
      return;
    }
    reason = null;
    LOG.warnf("Lost the connection to the broker at %s: %s", address, text(cause));
  }

  /**
   * A connection didn't come about.
   *
   * @return the line to log, unless it was the last one said
   */
  synchronized Optional<String> refused(String why) {
    if (leaving || why.equals(reason)) {
      return Optional.empty();
    }
    reason = why;
    return Optional.of(
        "No connection to the broker at " + address + ", trying again every second: " + why);
  }

  /** Orders can come. */
  synchronized void over() {
    reason = null;
    LOG.infof("Taking orders from the broker at %s", address);
  }

  /** From now on no failure is news: the connection is on its way down. */
  synchronized void leaving() {
    leaving = true;
  }

  synchronized boolean isLeaving() {
    return leaving;
  }

  /** The root of it, in one line. */
  static String text(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    return root.getMessage() == null
        ? name
        : name + ": " + root.getMessage().lines().findFirst().orElse("");
  }
}
