package io.groundswell.keda.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Pod Security level {@code restricted}, as far as pods that Quarkus writes can break it
 * (Kubernetes, "Pod Security Standards").
 */
final class RestrictedLevel {

  private RestrictedLevel() {}

  /** What of a pod's specification would have it refused. */
  static List<String> violations(JsonNode pod) {
    List<String> violations = new ArrayList<>();
    JsonNode context = pod.path("securityContext");
    if (!context.path("runAsNonRoot").asBoolean(false) || context.path("runAsUser").asInt(1) == 0) {
      violations.add("runAsNonRoot");
    }
    if (!Set.of("RuntimeDefault", "Localhost")
        .contains(context.at("/seccompProfile/type").asText())) {
      violations.add("seccompProfile");
    }
    for (String namespace : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (pod.path(namespace).asBoolean(false)) {
        violations.add(namespace);
      }
    }
    pod.path("volumes").findValuesAsText("hostPath").forEach(v -> violations.add("hostPath"));
    pod.path("initContainers").forEach(c -> container(c, violations));
    pod.path("containers").forEach(c -> container(c, violations));
    return violations;
  }

  private static void container(JsonNode container, List<String> violations) {
    String name = container.path("name").asText();
    JsonNode context = container.path("securityContext");
    if (context.path("allowPrivilegeEscalation").asBoolean(true)) {
      violations.add(name + ": allowPrivilegeEscalation");
    }
    if (context.path("privileged").asBoolean(false)) {
      violations.add(name + ": privileged");
    }
    List<String> dropped = texts(context.at("/capabilities/drop"));
    List<String> added = texts(context.at("/capabilities/add"));
    if (!dropped.contains("ALL") || !List.of("NET_BIND_SERVICE").containsAll(added)) {
      violations.add(name + ": capabilities");
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(n -> texts.add(n.asText()));
    return texts;
  }
}
