/**
 * The Horizontal Pod Autoscaler of Kubernetes as pure functions, after {@code
 * pkg/controller/podautoscaler} of Kubernetes: usage to replicas, stabilisation, rate limits, and
 * one sync that strings them together. Metrics are whole thousandths, ratios are doubles, as there.
 */
package io.groundswell.autoscaler.hpa;
