package io.groundswell.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One row of the vectors. Remembers what was asked for, so that nothing is passed over. */
final class Row {

  private final JsonNode row;
  private final Set<String> asked = new HashSet<>();

  Row(JsonNode row) {
    this.row = row;
  }

  String kind() {
    return row.path("kind").asText();
  }

  String name() {
    return row.path("name").asText();
  }

  String source() {
    return row.path("source").asText();
  }

  /** An input; missing if there is none of that name. */
  JsonNode input(String key) {
    asked.add("inputs." + key);
    return row.path("inputs").path(key);
  }

  /** The first of several inputs that is there, for names that mean the same. */
  JsonNode inputOf(String... keys) {
    JsonNode found = MissingNode.getInstance();
    for (String key : keys) {
      JsonNode input = input(key);
      found = found.isMissingNode() ? input : found;
    }
    return found;
  }

  JsonNode expected(String key) {
    asked.add("expected." + key);
    return row.path("expected").path(key);
  }

  boolean expects(String key) {
    JsonNode value = expected(key);
    return !value.isMissingNode();
  }

  Map<String, String> map(String key) {
    Map<String, String> map = new HashMap<>();
    input(key).properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  /** Keys of the row that nobody asked for: something that the test doesn't know how to apply. */
  List<String> unread() {
    List<String> unread = new ArrayList<>();
    for (String part : List.of("inputs", "expected")) {
      row.path(part)
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (!asked.contains(part + "." + key)) {
                  unread.add(part + "." + key);
                }
              });
    }
    return unread;
  }
}
