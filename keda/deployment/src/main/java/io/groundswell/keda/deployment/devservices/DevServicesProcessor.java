package io.groundswell.keda.deployment.devservices;

import io.groundswell.keda.deployment.Channels;
import io.groundswell.keda.deployment.CodeChannels;
import io.groundswell.keda.deployment.devservices.GroundswellConfig.Mode;
import io.quarkus.bootstrap.workspace.WorkspaceModule;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.LiveReloadBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import io.quarkus.maven.dependency.ResolvedDependency;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Gives Quarkus the embedded brokers that an application needs in development mode and tests. */
@BuildSteps(onlyIf = {IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class})
final class DevServicesProcessor {

  private static final String FEATURE = "groundswell-keda";

  @BuildStep
  List<DevServicesResultBuildItem> brokers(
      GroundswellConfig settings,
      CombinedIndexBuildItem index,
      CurateOutcomeBuildItem application,
      OutputTargetBuildItem target,
      LiveReloadBuildItem liveReload) {
    Mode mode = settings.devservices().mode();
    if (mode == Mode.OFF) {
      return List.of();
    }
    Config config = ConfigProvider.getConfig();
    List<Need> needs =
        Need.of(
            Channels.read(config, CodeChannels.of(index.getIndex())),
            settings.devservices(),
            config);
    if (needs.isEmpty() || mode == Mode.AUTO && ContainerEngine.answers()) {
      return List.of();
    }
    Path folder = target.getOutputDirectory().resolve("devservices");
    BrokerClassPath classPath = liveReload.getContextObject(BrokerClassPath.class);
    if (classPath == null) {
      classPath = BrokerClassPath.resolve(project(application, target), version(application));
      liveReload.setContextObject(BrokerClassPath.class, classPath);
    }
    String path = classPath.text();
    return needs.stream().map(need -> service(need, folder, path)).toList();
  }

  private static DevServicesResultBuildItem service(Need need, Path folder, String classPath) {
    return DevServicesResultBuildItem.<EmbeddedBroker>owned()
        .feature(FEATURE)
        .serviceName(need.kind().toString())
        // What is the same before and after a live reload keeps its broker.
        .serviceConfig(need.toString())
        .startable(() -> new EmbeddedBroker(need, folder, classPath))
        .configProvider(EmbeddedBroker.applicationSettings(need))
        .build();
  }

  private static Path project(CurateOutcomeBuildItem application, OutputTargetBuildItem target) {
    WorkspaceModule module = application.getApplicationModel().getApplicationModule();
    return module == null
        ? target.getOutputDirectory().toAbsolutePath().getParent()
        : module.getModuleDir().toPath();
  }

  /** The version of the extension, which is that of the brokers too. */
  private static String version(CurateOutcomeBuildItem application) {
    for (ResolvedDependency dependency : application.getApplicationModel().getDependencies()) {
      if (dependency.getArtifactId().equals("groundswell-keda-deployment")) {
        return dependency.getVersion();
      }
    }
    throw new IllegalStateException("the extension isn't among the application's dependencies");
  }
}
