package io.groundswell.keda.deployment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The keys that KEDA's scalers take, from {@code scalers.txt}, which says where they come from and
 * how it is to be read.
 */
final class ScalerSchema {

  /** The version of KEDA whose scalers are described. */
  static final String KEDA_VERSION = "2.21";

  private static final String RESOURCE = "scalers.txt";

  private final Map<String, Scaler> scalers;

  private ScalerSchema(Map<String, Scaler> scalers) {
    this.scalers = scalers;
  }

  /**
   * A scaler.
   *
   * @param open whether it takes keys beyond those listed
   */
  record Scaler(boolean open, Map<String, Key> keys) {

    /** The key of a name. One that ends with {@code .*} stands for all that begin as it does. */
    Optional<Key> key(String name) {
      return Optional.ofNullable(keys.get(name))
          .or(
              () ->
                  keys.values().stream()
                      .filter(k -> k.name().endsWith(".*"))
                      .filter(k -> name.startsWith(k.name().substring(0, k.name().length() - 1)))
                      .findFirst());
    }
  }

  /**
   * A key of a scaler.
   *
   * @param metadata whether the trigger's metadata may hold it
   * @param environment whether the metadata may name a variable that holds it
   * @param authentication whether a TriggerAuthentication may hold it
   * @param removed whether KEDA refuses it
   */
  record Key(
      String name,
      boolean metadata,
      boolean environment,
      boolean authentication,
      boolean required,
      boolean removed,
      Kind kind) {}

  /** What a key's value may be. */
  record Kind(String base, boolean aboveZero, List<String> values) {

    private static final Set<String> BOOLEANS =
        Set.of("1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False");

    static final Kind STRING = new Kind("string", false, List.of());

    static Kind parse(String word) {
      if (word.contains("|")) {
        return new Kind("string", false, List.of(word.split("\\|")));
      }
      boolean aboveZero = word.endsWith(">0");
      return new Kind(
          aboveZero ? word.substring(0, word.length() - 2) : word, aboveZero, List.of());
    }

    /**
     * Whether KEDA takes the value. Values are read as KEDA reads them: no empty ones come here.
     */
    boolean accepts(String value) {
      if (!values.isEmpty()) {
        return values.contains(value);
      }
      return switch (base) {
        case "boolean" -> BOOLEANS.contains(value);
        case "integer" -> value.matches("-?\\d{1,18}") && isAboveZero(value);
        case "number" ->
            value.matches("-?\\d{1,300}(\\.\\d{1,300})?([eE][-+]?\\d{1,3})?") && isAboveZero(value);
        default -> true;
      };
    }

    private boolean isAboveZero(String value) {
      return !aboveZero || new BigDecimal(value).signum() > 0;
    }

    /** What a value may be, in words. */
    String describe() {
      if (!values.isEmpty()) {
        return String.join(", ", values);
      }
      String noun =
          switch (base) {
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            default -> "any text";
          };
      return aboveZero ? noun + " above 0" : noun;
    }
  }

  /** The schema that comes with the extension. */
  static ScalerSchema load() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ScalerSchema.class.getResourceAsStream(RESOURCE), RESOURCE),
                StandardCharsets.UTF_8))) {
      return parse(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScalerSchema parse(List<String> lines) {
    Map<String, Scaler> scalers = new TreeMap<>();
    Map<String, Key> keys = new LinkedHashMap<>();
    for (String line : lines) {
      List<String> words = new ArrayList<>(List.of(line.strip().split(" +")));
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ")) {
        Key key = key(words);
        keys.put(key.name(), key);
      } else {
        keys = new LinkedHashMap<>();
        scalers.put(words.getFirst(), new Scaler(words.contains("open"), keys));
      }
    }
    return new ScalerSchema(scalers);
  }

  private static Key key(List<String> words) {
    String name = words.removeFirst();
    String places = words.removeFirst();
    boolean required = words.remove("required");
    boolean removed = words.remove("removed");
    return new Key(
        name,
        places.contains("m"),
        places.contains("e"),
        places.contains("a"),
        required,
        removed,
        words.isEmpty() ? Kind.STRING : Kind.parse(words.getFirst()));
  }

  /** Names of all scalers. */
  Set<String> types() {
    return scalers.keySet();
  }

  Optional<Scaler> scaler(String type) {
    return Optional.ofNullable(scalers.get(type));
  }
}
