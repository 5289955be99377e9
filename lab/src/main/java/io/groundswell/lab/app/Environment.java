package io.groundswell.lab.app;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.groundswell.lab.LabException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Resolves a container's environment as a kubelet does, with the lab's Secrets in place of the
 * cluster's, and with its Services' addresses in place of their names.
 */
public final class Environment {

  private final Secrets secrets;
  private final Map<String, String> services;

  /**
   * @param secrets values for {@code secretKeyRef}
   * @param services address ({@code host:port}) of this machine by {@code service:port}
   */
  public Environment(Secrets secrets, Map<String, String> services) {
    this.secrets = secrets;
    this.services = Map.copyOf(services);
  }

  /**
   * The variables of one replica.
   *
   * @param overrides set by the user; they win, and what they set isn't resolved
   * @throws LabException if a value comes from something that the lab doesn't have
   */
  public Map<String, String> resolve(
      List<EnvVar> variables, String podName, String namespace, Map<String, String> overrides) {
    Map<String, String> resolved = new LinkedHashMap<>();
    for (EnvVar variable : variables) {
      if (!overrides.containsKey(variable.getName())) {
        String value =
            variable.getValueFrom() == null
                ? withAddresses(variable.getValue() == null ? "" : variable.getValue())
                : reference(variable.getName(), variable.getValueFrom(), podName, namespace);
        if (value != null) {
          resolved.put(variable.getName(), value);
        }
      }
    }
    resolved.putAll(overrides);
    return resolved;
  }

  private String reference(String name, EnvVarSource source, String podName, String namespace) {
    if (source.getFieldRef() != null) {
      return switch (source.getFieldRef().getFieldPath()) {
        case "metadata.name" -> podName;
        case "metadata.namespace" -> namespace;
        case "status.podIP", "status.hostIP" -> "127.0.0.1";
        case "spec.nodeName" -> "localhost";
        default -> throw unknown(name, source.getFieldRef().getFieldPath());
      };
    }
    if (source.getSecretKeyRef() != null) {
      var reference = source.getSecretKeyRef();
      SecretKey key = new SecretKey(reference.getName(), reference.getKey());
      boolean optional = Boolean.TRUE.equals(reference.getOptional());
      return optional && !secrets.has(key) ? null : secrets.value(key, name);
    }
    if (source.getResourceFieldRef() != null) {
      return null;
    }
    throw unknown(name, "a ConfigMap or another source");
  }

  private static LabException unknown(String name, String source) {
    return new LabException(
        "variable "
            + name
            + " comes from "
            + source
            + ", which the lab doesn't have: set it by"
            + " --env "
            + name
            + "=VALUE");
  }

  /** {@code rabbitmq:5672}, {@code rabbitmq.groundswell.svc:5672} and so on. */
  private String withAddresses(String value) {
    String result = value;
    for (Map.Entry<String, String> service : services.entrySet()) {
      int colon = service.getKey().lastIndexOf(':');
      Pattern name =
          Pattern.compile(
              "(?<![\\w.-])"
                  + Pattern.quote(service.getKey().substring(0, colon))
                  + "(\\.[a-z0-9-]+(\\.svc[a-z0-9.-]*)?)?"
                  + Pattern.quote(service.getKey().substring(colon))
                  + "(?!\\d)");
      result = name.matcher(result).replaceAll(service.getValue());
    }
    return result;
  }
}
