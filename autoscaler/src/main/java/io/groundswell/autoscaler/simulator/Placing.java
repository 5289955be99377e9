package io.groundswell.autoscaler.simulator;

/** How orders lie within their stretch of time. */
public enum Placing {
  /** Evenly spaced. */
  EVEN,
  /** At random, as those of many customers who know nothing of each other: a Poisson process. */
  POISSON
}
