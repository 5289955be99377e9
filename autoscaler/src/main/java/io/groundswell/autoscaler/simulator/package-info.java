/**
 * Traffic on a virtual clock: orders arrive, a model of the consumer works them off, and the same
 * {@link io.groundswell.autoscaler.Autoscaler} as anywhere else decides how many replicas there
 * are. Driven by events, so that time in which nothing happens costs nothing; the same seed gives
 * the same answer. What it remembers grows with the answer and the backlog, not with the traffic.
 */
package io.groundswell.autoscaler.simulator;
