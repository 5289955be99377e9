package io.groundswell.keda.deployment;

import java.util.Map;

/**
 * An object that the build writes beside the workload. Its namespace and labels are those of the
 * application's other objects.
 *
 * @param apiVersion group and version of its kind
 * @param kind {@code ScaledObject}, {@code TriggerAuthentication}, {@code HorizontalPodAutoscaler}
 *     and the like
 * @param spec the specification; the order of its entries is the order in which they are written
 */
record Resource(
    String apiVersion,
    String kind,
    String name,
    Map<String, String> annotations,
    Map<String, Object> spec) {

  /** The version of KEDA's kinds. */
  static final String KEDA = "keda.sh/v1alpha1";
}
