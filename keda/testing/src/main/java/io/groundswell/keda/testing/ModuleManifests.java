package io.groundswell.keda.testing;

import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The manifests of the module that is tested, built anew within this JVM, and they alone. */
public final class ModuleManifests {

  private ModuleManifests() {}

  /**
   * Builds them from what the module has compiled.
   *
   * @param settings build settings, above those of the application
   * @return their texts, by file
   */
  public static Map<String, String> build(Map<String, String> settings) throws Exception {
    Path module = Path.of("").toAbsolutePath();
    Properties properties = new Properties();
    properties.putAll(settings);
    Map<String, String> manifests = new HashMap<>();
    try (CuratedApplication application =
        QuarkusBootstrap.builder()
            .setApplicationRoot(module.resolve("target/classes"))
            .setProjectRoot(module)
            .setTargetDirectory(Files.createDirectories(module.resolve("target/manifests-app")))
            .setMode(QuarkusBootstrap.Mode.PROD)
            .setLocalProjectDiscovery(true)
            .setIsolateDeployment(true)
            .setBuildSystemProperties(properties)
            .build()
            .bootstrap()) {
      application
          .createAugmentor()
          .performCustomBuild(ManifestsHandler.class.getName(), manifests, ManifestsHandler.ITEM);
    }
    return manifests;
  }
}
