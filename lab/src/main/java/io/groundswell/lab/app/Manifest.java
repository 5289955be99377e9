package io.groundswell.lab.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.groundswell.autoscaler.Pod;
import io.groundswell.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A generated {@code kubernetes.yml}: the only source of what the lab knows about scaling and
 * running an application.
 */
public final class Manifest {

  /** Larger files are no manifests: 16 MiB. */
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  private static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(30);
  private static final String DEFAULT_METRICS_PATH = "/metrics";

  private static final ObjectMapper YAML =
      YAMLMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path file;
  private final String text;
  private final List<JsonNode> documents;

  private Manifest(Path file, String text, List<JsonNode> documents) {
    this.file = file;
    this.text = text;
    this.documents = documents;
  }

  /**
   * Reads a manifest.
   *
   * @throws LabException if the file is missing or no YAML
   */
  public static Manifest read(Path file) {
    String text = text(file);
    try (MappingIterator<JsonNode> each = YAML.readerFor(JsonNode.class).readValues(text)) {
      List<JsonNode> documents = new ArrayList<>();
      while (each.hasNextValue()) {
        JsonNode document = each.nextValue();
        if (document.isObject()) {
          documents.add(document);
        }
      }
      return new Manifest(file, text, List.copyOf(documents));
    } catch (IOException e) {
      throw new LabException(
          "manifest " + file + " is damaged: " + firstLine(e) + ": build the application anew", e);
    }
  }

  private static String text(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new LabException(
            "manifest " + file + " is missing: build the application, or name one by --manifest");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new LabException("manifest " + file + " is larger than 16 MiB");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new LabException("manifest " + file + " can't be read: " + firstLine(e), e);
    }
  }

  /** The file as it is. */
  public String text() {
    return text;
  }

  /** Where it was read from. */
  public Path file() {
    return file;
  }

  /**
   * The Deployment of that name.
   *
   * @throws LabException if there is none, or it can't be understood
   */
  public Workload workload(String name) {
    for (JsonNode document : ofKind("Deployment")) {
      if (name.equals(document.at("/metadata/name").asText())) {
        return workload(convert(document));
      }
    }
    throw new LabException(
        "manifest " + file + " has no Deployment " + name + ", which its ScaledObject names");
  }

  /**
   * Which key of which Secret gives which parameter of a trigger, by the name of its
   * TriggerAuthentication.
   */
  public Map<String, SecretKey> triggerAuthentication(String name) {
    for (JsonNode document : ofKind("TriggerAuthentication")) {
      if (name.equals(document.at("/metadata/name").asText())) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (JsonNode reference : document.at("/spec/secretTargetRef")) {
          keys.put(
              reference.path("parameter").asText(),
              new SecretKey(reference.path("name").asText(), reference.path("key").asText()));
        }
        return keys;
      }
    }
    throw new LabException("manifest " + file + " has no TriggerAuthentication " + name);
  }

  private List<JsonNode> ofKind(String kind) {
    return documents.stream()
        .filter(document -> kind.equals(document.path("kind").asText()))
        .toList();
  }

  private Deployment convert(JsonNode document) {
    try {
      return YAML.treeToValue(document, Deployment.class);
    } catch (JsonProcessingException e) {
      throw new LabException("manifest " + file + " has a damaged Deployment: " + firstLine(e), e);
    }
  }

  private Workload workload(Deployment deployment) {
    var pod = deployment.getSpec() == null ? null : deployment.getSpec().getTemplate();
    if (pod == null || pod.getSpec() == null || pod.getSpec().getContainers().isEmpty()) {
      throw new LabException(
          "manifest "
              + file
              + ": Deployment "
              + deployment.getMetadata().getName()
              + " has no container");
    }
    Container container = pod.getSpec().getContainers().getFirst();
    int port = httpPort(container);
    return new Workload(
        deployment.getMetadata().getName(),
        Objects.requireNonNullElse(deployment.getMetadata().getNamespace(), "default"),
        container.getEnv(),
        port,
        new Probes(
            probe(container.getStartupProbe(), port),
            probe(container.getReadinessProbe(), port),
            probe(container.getLivenessProbe(), port)),
        Optional.ofNullable(pod.getSpec().getTerminationGracePeriodSeconds())
            .map(Duration::ofSeconds)
            .orElse(DEFAULT_GRACE_PERIOD),
        memoryLimit(container),
        requests(container),
        metricsPath(pod.getMetadata()));
  }

  private static Pod.Container requests(Container container) {
    Map<String, Long> milli = new HashMap<>();
    if (container.getResources() != null && container.getResources().getRequests() != null) {
      container
          .getResources()
          .getRequests()
          .forEach(
              (resource, quantity) ->
                  milli.put(
                      resource, io.groundswell.autoscaler.Quantity.milli(quantity.toString())));
    }
    return new Pod.Container(Objects.requireNonNullElse(container.getName(), ""), milli);
  }

  private static String metricsPath(ObjectMeta pod) {
    return Optional.ofNullable(pod)
        .map(ObjectMeta::getAnnotations)
        .map(annotations -> annotations.get("prometheus.io/path"))
        .orElse(DEFAULT_METRICS_PATH);
  }

  private static int httpPort(Container container) {
    List<ContainerPort> ports = container.getPorts();
    return ports.stream()
        .filter(port -> "http".equals(port.getName()))
        .findFirst()
        .or(() -> ports.stream().findFirst())
        .map(ContainerPort::getContainerPort)
        .orElse(8080);
  }

  /** The defaults are Kubernetes' own. */
  private static Optional<Probe> probe(io.fabric8.kubernetes.api.model.Probe probe, int httpPort) {
    if (probe == null || probe.getHttpGet() == null) {
      return Optional.empty();
    }
    IntOrString port = probe.getHttpGet().getPort();
    return Optional.of(
        new Probe(
            Objects.requireNonNullElse(probe.getHttpGet().getPath(), "/"),
            port != null && port.getIntVal() != null ? port.getIntVal() : httpPort,
            seconds(probe.getInitialDelaySeconds(), 0),
            seconds(probe.getPeriodSeconds(), 10),
            seconds(probe.getTimeoutSeconds(), 1),
            Objects.requireNonNullElse(probe.getSuccessThreshold(), 1),
            Objects.requireNonNullElse(probe.getFailureThreshold(), 3)));
  }

  private static Duration seconds(Integer value, int otherwise) {
    return Duration.ofSeconds(Objects.requireNonNullElse(value, otherwise));
  }

  private static OptionalLong memoryLimit(Container container) {
    if (container.getResources() == null || container.getResources().getLimits() == null) {
      return OptionalLong.empty();
    }
    Quantity memory = container.getResources().getLimits().get("memory");
    return memory == null
        ? OptionalLong.empty()
        : OptionalLong.of(Quantity.getAmountInBytes(memory).longValue());
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
