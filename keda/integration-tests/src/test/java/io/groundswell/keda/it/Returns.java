package io.groundswell.keda.it;

import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A consumer whose channel no setting names. */
public class Returns {

  /** Takes what was sent back. */
  @Incoming("returns")
  public void take(String article) {}
}
