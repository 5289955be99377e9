package io.groundswell.autoscaler.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * An object of a row. It remembers which keys were asked for: one that nobody asks for would go
 * untried, so it fails the row.
 */
final class Given {

  private final JsonNode node;
  private final String path;
  private final Set<String> asked = new TreeSet<>();
  private final List<Given> parts = new ArrayList<>();

  Given(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** Fails if there is a key that nobody asked for. */
  void end() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                throw new AssertionError(
                    "no test looks at " + path + "." + name + ", which is " + node.get(name));
              }
            });
    parts.forEach(Given::end);
  }

  JsonNode get(String name) {
    asked.add(name);
    return Optional.ofNullable(node.get(name)).orElse(NullNode.getInstance());
  }

  boolean has(String name) {
    return !get(name).isNull();
  }

  /** Whether a key is there, be it null. */
  boolean mentions(String name) {
    asked.add(name);
    return node.has(name);
  }

  int integer(String name) {
    JsonNode value = required(name);
    if (!value.canConvertToInt()) {
      throw new AssertionError(path + "." + name + " is no whole number: " + value);
    }
    return value.intValue();
  }

  int integer(String name, int absent) {
    return has(name) ? integer(name) : absent;
  }

  OptionalInt optionalInteger(String name) {
    return has(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
  }

  long whole(String name) {
    return required(name).longValue();
  }

  double real(String name) {
    return required(name).doubleValue();
  }

  double real(String name, double absent) {
    return has(name) ? real(name) : absent;
  }

  boolean truth(String name, boolean absent) {
    JsonNode value = get(name);
    if (value.isTextual()) {
      return value.asText().equalsIgnoreCase("true");
    }
    return value.isNull() ? absent : value.asBoolean();
  }

  String text(String name) {
    return required(name).asText();
  }

  String text(String name, String absent) {
    return has(name) ? text(name) : absent;
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  Given object(String name) {
    Given part = new Given(required(name), path + "." + name);
    parts.add(part);
    return part;
  }

  Optional<Given> optionalObject(String name) {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  /** The objects of a list; none if it is absent. */
  List<Given> objects(String name) {
    JsonNode list = get(name);
    List<Given> all =
        IntStream.range(0, list.size())
            .mapToObj(i -> new Given(list.get(i), path + "." + name + "[" + i + "]"))
            .toList();
    parts.addAll(all);
    return all;
  }

  /** The elements of a list; none if it is absent. */
  List<JsonNode> list(String name) {
    List<JsonNode> all = new ArrayList<>();
    get(name).forEach(all::add);
    return all;
  }

  List<Long> wholes(String name) {
    return list(name).stream().map(JsonNode::longValue).toList();
  }

  List<String> texts(String name) {
    return list(name).stream().map(JsonNode::asText).toList();
  }

  /** The strings of an object by key; none if it is absent. */
  Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    get(name).properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  /** Names of the keys that nobody asked for yet. */
  List<String> rest() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    names.removeAll(asked);
    return names;
  }

  private JsonNode required(String name) {
    JsonNode value = get(name);
    if (value.isNull()) {
      throw new AssertionError(path + "." + name + " is missing");
    }
    return value;
  }
}
