package io.groundswell.keda.deployment;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.NameIterator;
import io.smallrye.config.PropertyNamesMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds settings that are misspelt, of which Quarkus would only warn. */
final class UnknownSettings {

  private static final String MAPPING = "quarkus.keda";

  private UnknownSettings() {}

  /**
   * Checks the names that begin with the extension's prefix.
   *
   * @param names names of all settings
   */
  static void check(Iterable<String> names, Problems problems) {
    ConfigClass mapping = ConfigClass.configClass(KedaConfig.class, MAPPING);
    PropertyNamesMatcher known = ConfigMappings.propertyNamesMatcher(List.of(mapping));
    Set<String> unknown = new TreeSet<>();
    for (String name : names) {
      if (name.startsWith(Setting.PREFIX) && !known.matches(name)) {
        unknown.add(name);
      }
    }
    unknown.forEach(
        name ->
            problems.add(
                "%s is no setting of the extension: %s",
                name, meant(name, mapping.getProperties().keySet())));
  }

  private static String meant(String name, Set<String> known) {
    return NearMiss.of(name, like(name, known))
        .map(k -> "did you mean " + k + "?")
        .orElse("docs/keda.md lists all settings");
  }

  /** The known names with the same number of segments, and the given keys in place of wildcards. */
  private static Set<String> like(String name, Set<String> known) {
    List<String> segments = segments(name);
    Set<String> names = new TreeSet<>();
    for (String candidate : known) {
      List<String> pattern = segments(candidate);
      if (pattern.size() == segments.size()) {
        StringBuilder like = new StringBuilder();
        for (int i = 0; i < pattern.size(); i++) {
          like.append(i == 0 ? "" : ".")
              .append(pattern.get(i).equals("*") ? segments.get(i) : pattern.get(i));
        }
        names.add(like.toString());
      }
    }
    return names;
  }

  private static List<String> segments(String name) {
    List<String> segments = new ArrayList<>();
    for (NameIterator i = new NameIterator(name); i.hasNext(); i.next()) {
      segments.add(i.getNextSegment());
    }
    return segments;
  }
}
