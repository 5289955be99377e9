package io.groundswell.lab.process;

import io.groundswell.lab.app.Probe;

/** Carries out one attempt of a probe. */
@FunctionalInterface
interface Prober {

  /**
   * @param port the port of this machine that stands for the probe's
   * @return whether the attempt succeeded; an unreachable process is a failed attempt
   */
  boolean probe(Probe probe, int port) throws InterruptedException;
}
