package io.groundswell.keda.it;

import io.groundswell.keda.testing.ManifestsHandler;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * A small application: extensions beside groundswell-keda, settings and classes. It is built as the
 * Maven plugin would build it, within this JVM.
 */
final class Scenario {

  private static final Path MODULE = Path.of("").toAbsolutePath();

  private final String name;
  private final List<Dependency> extensions = new ArrayList<>();
  private final List<Class<?>> classes = new ArrayList<>();
  private final Properties settings = new Properties();

  private Scenario(String name) {
    this.name = name;
  }

  static Scenario named(String name) {
    return new Scenario(name)
        .set("quarkus.application.name", name)
        .set("quarkus.container-image.image", "registry.example/groundswell/" + name + ":1.0");
  }

  /** Puts extensions of Quarkus on the application's class path. */
  Scenario with(String... names) {
    for (String extension : names) {
      extensions.add(Dependency.of("io.quarkus", extension, Version.getVersion()));
    }
    return this;
  }

  /** Adds a class to the application. */
  Scenario with(Class<?> type) {
    classes.add(type);
    return this;
  }

  /** Sets a property in the application's {@code application.properties}. */
  Scenario set(String key, String value) {
    settings.setProperty(key, value);
    return this;
  }

  Scenario setAll(Properties properties) {
    settings.putAll(properties);
    return this;
  }

  /** Builds the manifests alone, by file. */
  Map<String, String> manifests() throws Exception {
    Map<String, String> manifests = new HashMap<>();
    try (CuratedApplication application = bootstrap()) {
      application
          .createAugmentor()
          .performCustomBuild(ManifestsHandler.class.getName(), manifests, ManifestsHandler.ITEM);
    }
    return manifests;
  }

  /** The YAML manifests of the application. */
  String yaml() throws Exception {
    return manifests().get("kubernetes.yml");
  }

  /** Builds the whole application, and gives the folder that holds it. */
  Path build() throws Exception {
    try (CuratedApplication application = bootstrap()) {
      application.createAugmentor().createProductionApplication();
    }
    return target();
  }

  private CuratedApplication bootstrap() throws Exception {
    return QuarkusBootstrap.builder()
        .setApplicationRoot(writeClasses(folder().resolve("classes")))
        .setProjectRoot(MODULE)
        .setTargetDirectory(Files.createDirectories(target()))
        .setBaseName(name)
        .setMode(QuarkusBootstrap.Mode.PROD)
        .setLocalProjectDiscovery(true)
        .setIsolateDeployment(true)
        .setForcedDependencies(extensions)
        .setBuildSystemProperties(new Properties())
        .build()
        .bootstrap();
  }

  private Path folder() {
    return MODULE.resolve("target/scenarios").resolve(name);
  }

  private Path target() {
    return folder().resolve("target");
  }

  private Path writeClasses(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Writer writer = Files.newBufferedWriter(folder.resolve("application.properties"))) {
      settings.store(writer, null);
    }
    for (Class<?> type : classes) {
      String file = type.getName().replace('.', '/') + ".class";
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      try (InputStream code = type.getClassLoader().getResourceAsStream(file)) {
        Files.write(path, Objects.requireNonNull(code, file).readAllBytes());
      }
    }
    return folder;
  }
}
