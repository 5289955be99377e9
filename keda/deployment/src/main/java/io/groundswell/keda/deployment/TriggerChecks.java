package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.ScalerSchema.Key;
import io.groundswell.keda.deployment.ScalerSchema.Kind;
import io.groundswell.keda.deployment.ScalerSchema.Scaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Holds a trigger's keys against what its scaler takes. KEDA itself ignores a key that it doesn't
 * know, and notices a missing one only in the cluster.
 */
final class TriggerChecks {

  private static final String FROM_ENVIRONMENT = "FromEnv";

  /** Keys whose value is a secret, by their end. */
  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|token|apiKey|accessKey)", Pattern.CASE_INSENSITIVE);

  /** An address that holds a user's password. */
  private static final Pattern CREDENTIALS = Pattern.compile(".*://[^/@:]*:[^/@]+@.*");

  private TriggerChecks() {}

  static void check(Trigger trigger, ScalerSchema schema, Problems problems) {
    Optional<Scaler> scaler = schema.scaler(trigger.type());
    if (scaler.isEmpty()) {
      problems.add(
          "%s.type=%s is no scaler of KEDA %s: %s",
          trigger.setting(),
          trigger.type(),
          ScalerSchema.KEDA_VERSION,
          NearMiss.of(trigger.type(), schema.types())
              .map(t -> "did you mean " + t + "?")
              .orElse("it may be cron, kafka, prometheus or any other of its scalers"));
      return;
    }
    trigger.metadata().keySet().stream()
        .filter(key -> !trigger.unchecked().contains(key))
        .forEach(key -> metadata(trigger, key, scaler.get(), problems));
    trigger
        .authentication()
        .flatMap(Trigger.Authentication::parameters)
        .ifPresent(
            parameters -> parameters.forEach(p -> parameter(trigger, p, scaler.get(), problems)));
    scaler.get().keys().values().stream()
        .filter(key -> key.required() && !trigger.unchecked().contains(key.name()))
        .filter(key -> !isGiven(trigger, key))
        .forEach(key -> missing(trigger, key, problems));
  }

  private static void metadata(Trigger trigger, String name, Scaler scaler, Problems problems) {
    String value = trigger.metadata().get(name).strip();
    String setting = trigger.origin(name);
    Optional<Key> known = scaler.key(name);
    if (known.isEmpty() && variableOf(name, scaler).isPresent()) {
      return;
    }
    if (value.isEmpty()) {
      problems.add("%s is empty, which KEDA takes as not given: set it, or leave it out", setting);
    } else if (isSecret(name, value)) {
      problems.add(
          "%s holds a secret that all who see the manifest could read: take it from a Secret, with"
              + " %s.secrets.%s.name and .key",
          setting, trigger.setting(), name);
    } else if (known.isEmpty()) {
      unknown(trigger, name, scaler, problems);
    } else if (known.get().removed()) {
      problems.add(
          "%s=%s is refused by KEDA %s, which no longer has it: leave it out",
          setting, value, ScalerSchema.KEDA_VERSION);
    } else if (!known.get().metadata()) {
      problems.add(
          "%s=%s is not read by KEDA, which takes %s from %s",
          setting, value, name, places(trigger, known.get()));
    } else if (!known.get().kind().accepts(value)) {
      problems.add("%s=%s: it may be %s", setting, value, known.get().kind().describe());
    }
  }

  private static void unknown(Trigger trigger, String name, Scaler scaler, Problems problems) {
    Set<String> keys = metadataKeys(scaler);
    Optional<String> meant = NearMiss.of(name, keys);
    if (scaler.open() && meant.isEmpty()) {
      return;
    }
    problems.add(
        "%s.metadata.%s is no key of KEDA's %s scaler, which would ignore it: %s",
        trigger.setting(),
        name,
        trigger.type(),
        meant
            .map(k -> "did you mean " + k + "?")
            .orElseGet(
                () ->
                    "it may be "
                        + String.join(", ", keys)
                        + "; a key of another KEDA version goes into "
                        + trigger.setting()
                        + ".unchecked"));
  }

  private static void parameter(Trigger trigger, String name, Scaler scaler, Problems problems) {
    Optional<Key> known = scaler.key(name);
    String setting = trigger.setting() + ".secrets." + Setting.segment(name);
    if (known.isPresent() && !known.get().authentication()) {
      problems.add(
          "%s is not read by KEDA, which takes %s from %s",
          setting, name, places(trigger, known.get()));
    } else if (known.isEmpty() && !trigger.unchecked().contains(name)) {
      // KEDA's list lacks some parameters of clouds' own, so only what looks misspelt is refused.
      NearMiss.of(
              name,
              scaler.keys().values().stream().filter(Key::authentication).map(Key::name).toList())
          .ifPresent(
              meant ->
                  problems.add(
                      "%s is no parameter of KEDA's %s scaler, which would ignore it: did you mean"
                          + " %s?",
                      setting, trigger.type(), meant));
    }
  }

  private static void missing(Trigger trigger, Key key, Problems problems) {
    String kind = key.kind() == Kind.STRING ? "" : " (" + key.kind().describe() + ")";
    problems.add(
        "%s is missing, which KEDA's %s scaler needs: set %s%s",
        trigger.origin(key.name()), trigger.type(), places(trigger, key), kind);
  }

  private static boolean isGiven(Trigger trigger, Key key) {
    return isSet(trigger, key.name())
        || key.environment() && isSet(trigger, key.name() + FROM_ENVIRONMENT)
        || key.authentication()
            && trigger
                .authentication()
                .filter(a -> a.parameters().map(p -> p.contains(key.name())).orElse(true))
                .isPresent();
  }

  private static boolean isSet(Trigger trigger, String name) {
    return !trigger.metadata().getOrDefault(name, "").isBlank();
  }

  private static Optional<Key> variableOf(String name, Scaler scaler) {
    return name.endsWith(FROM_ENVIRONMENT)
        ? scaler
            .key(name.substring(0, name.length() - FROM_ENVIRONMENT.length()))
            .filter(Key::environment)
        : Optional.empty();
  }

  private static boolean isSecret(String name, String value) {
    return SECRET.matcher(name).matches() || CREDENTIALS.matcher(value).matches();
  }

  private static Set<String> metadataKeys(Scaler scaler) {
    Set<String> names = new TreeSet<>();
    for (Key key : scaler.keys().values()) {
      if (key.metadata() && !key.removed()) {
        names.add(key.name());
      }
      if (key.environment()) {
        names.add(key.name() + FROM_ENVIRONMENT);
      }
    }
    return names;
  }

  /** The settings in which a key may stand. */
  private static String places(Trigger trigger, Key key) {
    if (trigger.origins().containsKey(key.name())) {
      return trigger.origin(key.name());
    }
    List<String> places = new ArrayList<>();
    if (key.metadata()) {
      places.add(trigger.origin(key.name()));
    }
    if (key.environment()) {
      places.add(trigger.setting() + ".metadata." + key.name() + FROM_ENVIRONMENT);
    }
    if (key.authentication()) {
      places.add(trigger.setting() + ".secrets." + Setting.segment(key.name()));
    }
    return String.join(" or ", places);
  }
}
