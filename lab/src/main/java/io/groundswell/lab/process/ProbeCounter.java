package io.groundswell.lab.process;

import io.groundswell.lab.app.Probe;

/** Counts the attempts of one probe and tells when its thresholds are reached. */
final class ProbeCounter {

  private final Probe probe;
  private int succeeded;
  private int failed;

  ProbeCounter(Probe probe) {
    this.probe = probe;
  }

  void count(boolean success) {
    succeeded = success ? succeeded + 1 : 0;
    failed = success ? 0 : failed + 1;
  }

  boolean success() {
    return succeeded >= probe.successThreshold();
  }

  boolean failure() {
    return failed >= probe.failureThreshold();
  }
}
