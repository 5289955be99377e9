/**
 * What replicas say of themselves, as a cluster's Prometheus and metrics-server would tell it to
 * KEDA and the HPA.
 */
package io.groundswell.lab.metrics;
