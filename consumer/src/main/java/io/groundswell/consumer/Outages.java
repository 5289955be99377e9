package io.groundswell.consumer;

import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What is to be said of a broker that is away: each reason once, until it is back. There is one, as
 * log filters know no beans.
 */
public final class Outages {

  /** Of the broker that was chosen. */
  public static final Outages OF_BROKER = new Outages();

  private static final Logger LOG = Logger.getLogger(Outages.class);

  private String address = "";
  private String reason;
  private boolean leaving;

  /**
   * Names the broker in what is said.
   *
   * @param address without secrets
   */
  public synchronized void at(String address) {
    this.address = address;
  }

  /** A connection that stood has broken. */
  public synchronized void lost(String why) {
    if (leaving) {
      return;
    }
    reason = null;
    LOG.warnf("Lost the connection to the broker at %s: %s", address, why);
  }

  /** As {@link #refused}, and logs the line. */
  public void report(String why) {
    refused(why).ifPresent(LOG::warn);
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
  public synchronized void over() {
    reason = null;
    LOG.infof("Taking orders from the broker at %s", address);
  }

  /** From now on no failure is news: the connection is on its way down. */
  public synchronized void leaving() {
    leaving = true;
  }

  synchronized boolean isLeaving() {
    return leaving;
  }

  /** The root of a failure, in one line. */
  public static String text(Throwable failure) {
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
