package io.groundswell.lab.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.groundswell.autoscaler.Manifests;
import io.groundswell.lab.LabException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A ScaledObject as its file has it, to be changed and printed. */
final class ScaledObjectFile {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  private ScaledObjectFile() {}

  /**
   * The ScaledObject of a file.
   *
   * @param name of it; null if there is only one
   * @throws LabException if there is none, or several
   */
  static ObjectNode read(Path file, String name) {
    Manifests.read(file);
    List<ObjectNode> found = new ArrayList<>();
    try (MappingIterator<JsonNode> all =
        MAPPER.readerFor(JsonNode.class).readValues(file.toFile())) {
      while (all.hasNextValue()) {
        if (all.nextValue() instanceof ObjectNode object
            && object.path("kind").asText().equals("ScaledObject")
            && (name == null || name.equals(object.at("/metadata/name").asText()))) {
          found.add(object);
        }
      }
    } catch (IOException e) {
      throw new LabException("manifest " + file + " can't be read: " + e.getMessage(), e);
    }
    String named = name == null ? "" : " named " + name;
    if (found.isEmpty()) {
      throw new LabException("manifest " + file + " has no ScaledObject" + named + " to tune");
    }
    if (found.size() > 1) {
      throw new LabException(
          "manifest "
              + file
              + " has "
              + found.size()
              + " ScaledObjects"
              + named
              + ", one can be tuned: name it by --object");
    }
    return found.getFirst();
  }

  /** As a manifest. */
  static String text(ObjectNode document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
