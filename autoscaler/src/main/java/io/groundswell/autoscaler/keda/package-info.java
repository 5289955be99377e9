/**
 * KEDA's operator as pure functions, after {@code pkg/scaling}, {@code pkg/fallback} and {@code
 * apis/keda/v1alpha1} of KEDA 2.21.0: what triggers say, whether to go from or to zero, and what
 * the HPA is told.
 */
package io.groundswell.autoscaler.keda;
