package io.groundswell.keda.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes TriggerAuthentications. They name Secrets, and hold no value of one. */
final class Authentications {

  private Authentications() {}

  /** A TriggerAuthentication of parameters that come from Secrets. */
  static Resource fromSecrets(String name, List<Map<String, Object>> parameters) {
    return new Resource(
        Resource.KEDA,
        "TriggerAuthentication",
        name,
        Map.of(),
        Map.of("secretTargetRef", parameters));
  }

  /** A TriggerAuthentication of a cloud's identity, and of parameters that come from Secrets. */
  static Resource ofIdentity(String name, String provider, List<Map<String, Object>> parameters) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("podIdentity", Map.of("provider", provider));
    if (!parameters.isEmpty()) {
      spec.put("secretTargetRef", parameters);
    }
    return new Resource(Resource.KEDA, "TriggerAuthentication", name, Map.of(), spec);
  }

  /** A parameter whose value is that of a Secret's key. */
  static Map<String, Object> parameter(String parameter, String secret, String key) {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("parameter", parameter);
    reference.put("name", secret);
    reference.put("key", key);
    return reference;
  }
}
