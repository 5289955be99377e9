package io.groundswell.keda.deployment;

import java.util.Map;

/**
 * A KEDA object that the build writes. Its namespace and labels are those of the application's
 * other objects.
 *
 * @param kind {@code ScaledObject} or {@code TriggerAuthentication}
 * @param spec the specification; the order of its entries is the order in which they are written
 */
record Resource(
    String kind, String name, Map<String, String> annotations, Map<String, Object> spec) {

  static final String API_VERSION = "keda.sh/v1alpha1";
}
