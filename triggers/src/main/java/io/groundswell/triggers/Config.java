package io.groundswell.triggers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Looks settings up as KEDA's typed configuration does ({@code scalersconfig/typed_config.go}):
 * each key in an ordered list of places, trimmed, where an empty value counts as absent. Problems
 * are gathered, so that {@link #check()} tells all of them in one line. Keys that nobody asks for
 * are ignored.
 */
final class Config {

  /** Where a key may be. The names are KEDA's. */
  enum Place {
    METADATA("triggerMetadata"),
    AUTH("authParams"),
    ENV("resolvedEnv");

    private final String name;

    Place(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private record Found(String value, Place place) {}

  private final TriggerSpec spec;
  private final List<String> problems = new ArrayList<>();

  Config(TriggerSpec spec) {
    this.spec = spec;
  }

  /** Notes that something is wrong. */
  void problem(String text) {
    problems.add(text);
  }

  /**
   * Ends the reading.
   *
   * @throws TriggerException with all problems, if there were any
   */
  void check() throws TriggerException {
    if (!problems.isEmpty()) {
      throw new TriggerException(
          "error parsing " + spec.type() + " metadata: " + String.join("; ", problems));
    }
  }

  /** A text that must be there. "" if it isn't, which is a problem. */
  String required(String key, Place... places) {
    Optional<Found> found = find(key, places);
    if (found.isEmpty()) {
      missing(key, places);
    }
    return found.map(Found::value).orElse("");
  }

  /** A text, "" if absent. */
  String text(String key, Place... places) {
    return find(key, places).map(Found::value).orElse("");
  }

  /** A text of the trigger's metadata or a default. */
  String textOr(String key, String absent, Place... places) {
    return find(key, places).map(Found::value).orElse(absent);
  }

  /** One of several texts. */
  String oneOf(String key, String absent, List<String> allowed, Place... places) {
    Optional<Found> found = find(key, places);
    if (found.isPresent() && !allowed.contains(found.get().value)) {
      problem(
          "parameter \"" + key + "\"" + shown(found.get()) + " must be one of " + spaced(allowed));
      return absent;
    }
    return found.map(Found::value).orElse(absent);
  }

  /** A floating-point number of the trigger's metadata. */
  double number(String key, double absent) {
    Optional<Found> found = find(key, Place.METADATA);
    if (found.isEmpty()) {
      return absent;
    }
    OptionalDouble value = GoText.jsonNumber(found.get().value);
    if (value.isEmpty()) {
      unreadable(key, found.get(), "must be a number");
    }
    return value.orElse(absent);
  }

  /** A floating-point number that must be in the trigger's metadata. */
  double requiredNumber(String key) {
    if (find(key, Place.METADATA).isEmpty()) {
      missing(key, Place.METADATA);
    }
    return number(key, 0);
  }

  /** A whole number of the trigger's metadata. */
  long whole(String key, long absent) {
    Optional<Found> found = find(key, Place.METADATA);
    if (found.isEmpty()) {
      return absent;
    }
    OptionalLong value = GoText.jsonInteger(found.get().value);
    if (value.isEmpty()) {
      unreadable(key, found.get(), "must be a whole number");
    }
    return value.orElse(absent);
  }

  /** A switch. */
  boolean flag(String key, boolean absent, Place... places) {
    Optional<Found> found = find(key, places);
    if (found.isEmpty()) {
      return absent;
    }
    Optional<Boolean> value = GoText.bool(found.get().value);
    if (value.isEmpty()) {
      unreadable(key, found.get(), "must be true or false");
    }
    return value.orElse(absent);
  }

  /** A time in the trigger's metadata: Go's form, or milliseconds. Empty if absent or zero. */
  Optional<Duration> duration(String key) {
    Optional<Found> found = find(key, Place.METADATA);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String text = found.get().value;
    Optional<Duration> value =
        GoText.duration(text)
            .or(() -> GoText.integer(text).stream().boxed().map(Duration::ofMillis).findFirst());
    if (value.isEmpty()) {
      unreadable(key, found.get(), "must be a duration such as 30s, or milliseconds");
    } else if (value.get().isNegative()) {
      unreadable(key, found.get(), "must not be negative");
      return Optional.empty();
    }
    return value.filter(Duration::isPositive);
  }

  /** Texts with commas between them, empty if absent. */
  List<String> list(String key, Place... places) {
    return find(key, places).map(found -> split(found.value)).orElse(List.of());
  }

  /** Texts with commas between them, at least one. */
  List<String> requiredList(String key, Place... places) {
    if (find(key, places).isEmpty()) {
      missing(key, places);
    }
    return list(key, places);
  }

  /** Pairs {@code k=v,k2=v2} of the trigger's metadata, empty if absent. */
  Map<String, String> map(String key) {
    Optional<Found> found = find(key, Place.METADATA);
    if (found.isEmpty()) {
      return Map.of();
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (String pair : split(found.get().value)) {
      String[] parts = pair.split("=", -1);
      if (parts.length != 2) {
        unreadable(key, found.get(), "must be of the form key=value,key=value");
        return Map.of();
      }
      map.put(parts[0].strip(), parts[1].strip());
    }
    return map;
  }

  private void missing(String key, Place... places) {
    problem("missing required parameter \"" + key + "\" in " + spaced(Arrays.asList(places)));
  }

  private void unreadable(String key, Found found, String rule) {
    problem("unable to set param \"" + key + "\"" + shown(found) + ": " + rule);
  }

  /** Only what is in the manifest may be told; the other places hold secrets. */
  private static String shown(Found found) {
    return found.place == Place.METADATA ? " value \"" + found.value + "\"" : "";
  }

  private static String spaced(List<?> items) {
    return "[" + String.join(" ", items.stream().map(Object::toString).toList()) + "]";
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private Optional<Found> find(String key, Place... places) {
    for (Place place : places) {
      String value =
          switch (place) {
            case METADATA -> spec.metadata().get(key);
            case AUTH -> spec.auth().get(key);
            case ENV -> {
              String variable = spec.metadata().get(key + "FromEnv");
              yield variable == null ? null : spec.env().get(variable);
            }
          };
      if (value != null && !value.isBlank()) {
        return Optional.of(new Found(value.strip(), place));
      }
    }
    return Optional.empty();
  }
}
