package io.groundswell.autoscaler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.groundswell.autoscaler.keda.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What a file of Kubernetes manifests says about scaling. Other kinds of objects are passed over.
 *
 * @param scaledObjects all ScaledObjects, in order
 * @param scaledJobs all ScaledJobs, in order
 * @param hpas all plain HorizontalPodAutoscalers, in order
 * @param warnings unknown fields and other things to mend, one sentence each
 */
public record Manifests(
    List<ScaledObject> scaledObjects,
    List<ScaledJob> scaledJobs,
    List<HorizontalPodAutoscaler> hpas,
    List<String> warnings) {

  public Manifests {
    scaledObjects = List.copyOf(scaledObjects);
    scaledJobs = List.copyOf(scaledJobs);
    hpas = List.copyOf(hpas);
    warnings = List.copyOf(warnings);
  }

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Largest file that is read, in bytes: three mebibytes. */
  public static final int MAX_BYTES = 3 * 1024 * 1024;

  /**
   * Reads a file of one or several YAML (or JSON) documents.
   *
   * @throws ManifestException if it can't be read, is no YAML, or says what KEDA would refuse
   */
  public static Manifests read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ManifestException(
            file + " has " + Files.size(file) + " bytes, at most " + MAX_BYTES + " are read");
      }
      return read(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new ManifestException(file + " doesn't exist", e);
    } catch (IOException e) {
      throw new ManifestException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads one or several YAML (or JSON) documents.
   *
   * @param source what messages call it
   * @throws ManifestException if it is no YAML, or says what KEDA would refuse
   */
  public static Manifests read(String yaml, String source) {
    List<ScaledObject> scaledObjects = new ArrayList<>();
    List<ScaledJob> scaledJobs = new ArrayList<>();
    List<HorizontalPodAutoscaler> hpas = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (ObjectNode document : documents(yaml, source)) {
      String kind = document.path("kind").asText();
      String apiVersion = document.path("apiVersion").asText();
      if (kind.equals("ScaledObject") && apiVersion.startsWith("keda.sh/")) {
        ScaledObject read = ScaledObjectReader.read(document, warnings);
        check(read);
        warnings.addAll(Validation.warnings(read));
        scaledObjects.add(read);
      } else if (kind.equals("ScaledJob") && apiVersion.startsWith("keda.sh/")) {
        scaledJobs.add(ScaledJobReader.read(document, warnings));
      } else if (kind.equals("HorizontalPodAutoscaler")) {
        hpas.add(HpaReader.read(document, warnings));
      }
    }
    return new Manifests(scaledObjects, scaledJobs, hpas, warnings);
  }

  private static void check(ScaledObject read) {
    try {
      Validation.check(read);
    } catch (ManifestException e) {
      throw new ManifestException("ScaledObject " + read.name() + ": " + e.getMessage(), e);
    }
  }

  private static List<ObjectNode> documents(String yaml, String source) {
    List<ObjectNode> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> all = MAPPER.readerFor(JsonNode.class).readValues(yaml)) {
      while (all.hasNextValue()) {
        collect(all.nextValue(), documents);
      }
    } catch (JsonProcessingException e) {
      throw new ManifestException(source + damage(e), e);
    } catch (IOException e) {
      throw new ManifestException(source + " can't be read: " + e.getMessage(), e);
    }
    return documents;
  }

  /** Where and how a file is damaged, as near as the parser tells. */
  private static String damage(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
      int line = yaml.getProblemMark().getLine() + 1;
      return " line " + line + " is no YAML: " + yaml.getProblem();
    }
    String place = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
    return place + " is no YAML: " + e.getOriginalMessage().lines().findFirst().orElse("");
  }

  /** A document, or each of a List's items. */
  private static void collect(JsonNode document, List<ObjectNode> all) {
    if (document instanceof ObjectNode object) {
      if (object.path("kind").asText().endsWith("List") && object.path("items").isArray()) {
        object.path("items").forEach(item -> collect(item, all));
      } else {
        all.add(object);
      }
    }
  }
}
