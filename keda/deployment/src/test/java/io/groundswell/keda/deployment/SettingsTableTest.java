package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.keda.deployment.devservices.GroundswellConfig;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Keeps the table of settings in the documentation true; {@code -Dgolden=update} writes it anew.
 */
class SettingsTableTest {

  private static final Path DOCUMENTATION = Path.of("../../docs/keda.md");
  private static final Map<String, Class<?>> MAPPINGS =
      Map.of("quarkus.keda", KedaConfig.class, "quarkus.groundswell", GroundswellConfig.class);
  private static final String START = "<!-- settings -->\n";
  private static final String END = "<!-- /settings -->";

  @Test
  void listsAllSettings() throws IOException {
    // Given
    String table = table();

    // When
    String documentation = Files.readString(DOCUMENTATION);
    if ("update".equals(System.getProperty("golden"))) {
      documentation = replaced(documentation, table);
      Files.writeString(DOCUMENTATION, documentation);
    }

    // Then
    assertThat(documentation).isEqualTo(replaced(documentation, table));
  }

  private static String replaced(String documentation, String table) {
    int start = documentation.indexOf(START) + START.length();
    return documentation.substring(0, start)
        + table
        + documentation.substring(documentation.indexOf(END));
  }

  private static String table() throws IOException {
    Properties descriptions = descriptions();
    Map<String, Property> settings = new TreeMap<>();
    MAPPINGS.forEach(
        (prefix, type) ->
            settings.putAll(ConfigMappings.getProperties(ConfigClass.configClass(type, prefix))));
    StringBuilder table = new StringBuilder("| setting | default | |\n|---|---|---|\n");
    settings.forEach(
        (name, property) -> {
          Class<?> type = property.getMethod().getReturnType();
          boolean isGroup =
              type.getEnclosingClass() != null
                  && MAPPINGS.containsValue(type.getEnclosingClass())
                  && !type.isEnum();
          boolean isElement = name.endsWith("[*]");
          if (!isGroup && !isElement) {
            table.append(row(name, property, descriptions));
          }
        });
    return table.toString();
  }

  private static String row(String name, Property property, Properties descriptions) {
    Method method = property.getMethod();
    String description =
        descriptions.getProperty(
            method.getDeclaringClass().getCanonicalName() + "." + method.getName());
    assertThat(description).as(name).isNotNull();
    String initial = property.hasDefaultValue() ? "`" + property.getDefaultValue() + "`" : "";
    return "| `%s` | %s | %s |%n"
        .formatted(
            readable(name),
            initial,
            description.replaceAll("\\s+", " ").replaceAll("\\{@code ([^}]*)}", "`$1`"))
        .replace(System.lineSeparator(), "\n");
  }

  private static String readable(String name) {
    return name.replace("channels.*", "channels.\"channel\"")
        .replace("triggers.*", "triggers.\"name\"")
        .replace("pods-metrics.*", "pods-metrics.\"metric\"")
        .replace("metadata.*", "metadata.\"key\"")
        .replace("secrets.*", "secrets.\"parameter\"");
  }

  private static Properties descriptions() throws IOException {
    Properties descriptions = new Properties();
    try (InputStream file =
        KedaConfig.class.getResourceAsStream("/META-INF/quarkus-javadoc.properties")) {
      descriptions.load(Objects.requireNonNull(file, "META-INF/quarkus-javadoc.properties"));
    }
    return descriptions;
  }
}
