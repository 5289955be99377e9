/**
 * KEDA's scale loop and the HPA's arithmetic as functions of (spec, state, observation, now), and a
 * virtual clock to run them on. Knows nothing of processes, brokers, Quarkus or wall time.
 */
package io.groundswell.autoscaler;
