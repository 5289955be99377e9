package io.groundswell.autoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The fields of one object of a manifest. It remembers which ones were asked for, so that the
 * others can be named; what has the wrong type or is out of bounds is refused in one line with its
 * path.
 */
final class Fields {

  private final ObjectNode node;
  private final String path;
  private final List<String> warnings;
  private final TreeSet<String> known = new TreeSet<>();

  /**
   * Fields of an object.
   *
   * @param path what messages call it
   * @param warnings takes the names of unknown fields
   */
  Fields(ObjectNode node, String path, List<String> warnings) {
    this.node = node;
    this.path = path;
    this.warnings = warnings;
  }

  /** Fields that this object may have, but nobody here needs. */
  Fields skip(String... names) {
    known.addAll(List.of(names));
    return this;
  }

  /** Warns of every field that nobody asked for, also of objects in lists. */
  void end() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                warnings.add(
                    "%s: unknown field %s is ignored; known are %s"
                        .formatted(path, name, String.join(", ", known)));
              }
            });
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String required(String name) {
    return string(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> refused(name, "is missing", ""));
  }

  Optional<String> string(String name) {
    return get(name)
        .map(
            value -> {
              if (!value.isTextual()) {
                throw refused(name, "is " + value, ", must be a string (put it in quotes)");
              }
              return value.asText();
            });
  }

  /** One of an enumeration's constants by its text. */
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return string(name).map(value -> constant(name, value, type));
  }

  private <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
    List<String> texts = new ArrayList<>();
    for (E each : type.getEnumConstants()) {
      if (each.toString().equals(value)) {
        return each;
      }
      texts.add(each.toString());
    }
    throw refused(name, "is '" + value + "'", ", must be one of " + String.join(", ", texts));
  }

  OptionalInt integer(String name, int min, int max) {
    Optional<JsonNode> value = get(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    JsonNode number = value.get();
    if (!number.isIntegralNumber() || !number.canConvertToInt()) {
      throw refused(name, "is " + number, ", must be a whole number");
    }
    if (number.intValue() < min || number.intValue() > max) {
      String bounds =
          max == Integer.MAX_VALUE
              ? ", must be at least " + min
              : ", must be " + min + " to " + max;
      throw refused(name, "is " + number, bounds);
    }
    return OptionalInt.of(number.intValue());
  }

  boolean bool(String name) {
    return get(name)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw refused(name, "is " + value, ", must be true or false");
              }
              return value.booleanValue();
            })
        .orElse(false);
  }

  /** A Kubernetes quantity in thousandths, rounded up: a number, or a string such as 500m, 1Gi. */
  Optional<Long> quantity(String name) {
    return get(name)
        .map(
            value -> {
              try {
                return Quantity.milli(value.asText());
              } catch (IllegalArgumentException e) {
                throw refused(name, "is " + value, ", must be a quantity such as 10, 500m or 1Gi");
              }
            });
  }

  Fields object(String name) {
    return optionalObject(name)
        .orElseThrow(() -> refused(name, "is missing", ", must be an object"));
  }

  Optional<Fields> optionalObject(String name) {
    return get(name).map(value -> new Fields(asObject(name, value), path(name), warnings));
  }

  List<Fields> objects(String name) {
    JsonNode list = get(name).orElseGet(JsonNodeFactory.instance::arrayNode);
    if (!list.isArray()) {
      throw refused(name, "is " + list, ", must be a list");
    }
    return IntStream.range(0, list.size())
        .mapToObj(
            i -> {
              String element = name + "[" + i + "]";
              return new Fields(asObject(element, list.get(i)), path(element), warnings);
            })
        .toList();
  }

  List<String> strings(String name) {
    JsonNode list = get(name).orElseGet(JsonNodeFactory.instance::arrayNode);
    List<String> all = new ArrayList<>();
    list.forEach(each -> all.add(each.asText()));
    return all;
  }

  /** A map of strings. */
  Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    Optional<JsonNode> value = get(name);
    if (value.isPresent()) {
      for (Map.Entry<String, JsonNode> entry : asObject(name, value.get()).properties()) {
        if (!entry.getValue().isTextual()) {
          throw refused(
              name + "." + entry.getKey(),
              "is " + entry.getValue(),
              ", must be a string (put it in quotes)");
        }
        map.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return map;
  }

  /** A refusal of a field. */
  ManifestException refused(String name, String what, String mayBe) {
    return new ManifestException(path(name) + " " + what + mayBe);
  }

  private ObjectNode asObject(String name, JsonNode value) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw refused(name, "is " + value, ", must be an object");
  }

  private Optional<JsonNode> get(String name) {
    known.add(name);
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  String path(String name) {
    return path.endsWith(":") ? path + " " + name : path + "." + name;
  }
}
