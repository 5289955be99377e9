package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.ScaledObjects.Target;
import io.groundswell.keda.deployment.Workload.Mending;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.GeneratedFileSystemResourceBuildItem;
import io.quarkus.kubernetes.spi.DecoratorBuildItem;
import io.quarkus.kubernetes.spi.GeneratedKubernetesResourceBuildItem;
import io.quarkus.kubernetes.spi.KubernetesEffectiveServiceAccountBuildItem;
import io.quarkus.kubernetes.spi.KubernetesOutputDirectoryBuildItem;
import io.quarkus.kubernetes.spi.KubernetesResourceMetadataBuildItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;

/** The extension's part in Quarkus' build. */
final class KedaProcessor {

  private static final Logger LOG = Logger.getLogger(KedaProcessor.class);

  private static final String REPLICAS = "quarkus.kubernetes.replicas";

  private static final Set<String> KINDS = Set.of("Deployment", "StatefulSet", "Job", "CronJob");

  @BuildStep
  FeatureBuildItem feature(
      KedaConfig settings, List<KubernetesResourceMetadataBuildItem> workloads) {
    if (settings.enabled() && workloads.isEmpty() && isSetUp(ConfigProvider.getConfig())) {
      LOG.warn("quarkus.keda.* is set, but there is no workload to scale: add quarkus-kubernetes");
    }
    return new FeatureBuildItem("groundswell-keda");
  }

  @BuildStep(onlyIf = IsProduction.class)
  void manifests(
      KedaConfig settings,
      Capabilities capabilities,
      CombinedIndexBuildItem index,
      List<KubernetesResourceMetadataBuildItem> workloads,
      List<KubernetesEffectiveServiceAccountBuildItem> serviceAccounts,
      BuildProducer<DecoratorBuildItem> decorators) {
    if (!settings.enabled()) {
      return;
    }
    Config config = ConfigProvider.getConfig();
    Problems problems = new Problems();
    UnknownSettings.check(config.getPropertyNames(), problems);
    Istio.check(settings.istio(), problems);
    List<Channel> channels = Channels.read(config, CodeChannels.of(index.getIndex()));
    for (KubernetesResourceMetadataBuildItem workload : workloads) {
      if (!KINDS.contains(workload.getKind())) {
        continue;
      }
      Target target =
          new Target(
              workload.getGroup() + "/" + workload.getVersion(),
              workload.getKind(),
              workload.getName());
      Drain drain = drain(config);
      Derivation derivation =
          Derivation.of(settings, channels, target, drain, ScalerSchema.load(), problems);
      if (!problems.lines().isEmpty()) {
        throw new InvalidKedaSettingsException(problems.lines());
      }
      problems.warnings().forEach(LOG::warn);
      decorators.produce(
          new DecoratorBuildItem(
              workload.getTarget(),
              new ManifestDecorator(
                  target,
                  derivation.resources(),
                  mending(settings, derivation, drain, config, capabilities, serviceAccounts),
                  settings.istio())));
    }
  }

  /** Writes the rules of the Prometheus adapter, which are not the application's to apply. */
  @BuildStep(onlyIf = IsProduction.class)
  void adapterRules(
      KedaConfig settings,
      Optional<KubernetesOutputDirectoryBuildItem> folder,
      BuildProducer<GeneratedKubernetesResourceBuildItem> resources,
      BuildProducer<GeneratedFileSystemResourceBuildItem> files) {
    if (!settings.enabled() || folder.isEmpty()) {
      return;
    }
    AdapterRules.values(settings.podsMetrics())
        .map(values -> values.getBytes(StandardCharsets.UTF_8))
        .ifPresent(
            values -> {
              String path = folder.get().getOutputDirectory().resolve(AdapterRules.FILE).toString();
              resources.produce(
                  new GeneratedKubernetesResourceBuildItem(AdapterRules.FILE, values));
              files.produce(new GeneratedFileSystemResourceBuildItem(path, values));
            });
  }

  private static Optional<Mending> mending(
      KedaConfig settings,
      Derivation derivation,
      Drain drain,
      Config config,
      Capabilities capabilities,
      List<KubernetesEffectiveServiceAccountBuildItem> serviceAccounts) {
    if (!settings.deployment().enabled()) {
      return Optional.empty();
    }
    boolean replicasSet = isSet(config, REPLICAS);
    if (derivation.scaled() && replicasSet) {
      LOG.warnf(
          "%s is written into the workload, so that each apply undoes the autoscaler's count: leave"
              + " it out",
          REPLICAS);
    }
    boolean needsToken =
        capabilities.isPresent(Capability.KUBERNETES_CLIENT)
            || serviceAccounts.stream()
                .anyMatch(KubernetesEffectiveServiceAccountBuildItem::wasSet);
    return Optional.of(
        new Mending(
            derivation.scaled() && !replicasSet,
            settings.deployment().gracePeriod().orElseGet(drain::gracePeriod),
            drain,
            settings.deployment().readOnlyRootFilesystem(),
            settings
                .deployment()
                .automountServiceAccountToken()
                .or(() -> needsToken ? Optional.empty() : Optional.of(false)),
            derivation.variables(),
            derivation.serviceAccount()));
  }

  private static boolean isSetUp(Config config) {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .anyMatch(name -> name.startsWith(Setting.PREFIX) && isSet(config, name));
  }

  /** Whether the application sets a value, so that it isn't the default of an extension. */
  private static boolean isSet(Config config, String name) {
    ConfigValue value = config.getConfigValue(name);
    return value.getValue() != null && value.getSourceOrdinal() > Integer.MIN_VALUE;
  }

  private static Drain drain(Config config) {
    boolean delayed =
        config.getOptionalValue("quarkus.shutdown.delay-enabled", Boolean.class).orElse(false);
    return new Drain(
        delayed ? duration(config, "quarkus.shutdown.delay") : Duration.ZERO,
        duration(config, "quarkus.shutdown.timeout"));
  }

  private static Duration duration(Config config, String name) {
    return config.getOptionalValue(name, Duration.class).orElse(Duration.ZERO);
  }
}
