package io.groundswell.keda.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.keda.testing.Golden;
import io.groundswell.keda.testing.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ManifestsTest {

  /** What a command line says of Quarkus, such as to build natively, is not for the scenarios. */
  @BeforeAll
  static void forgetTheCommandLine() {
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("quarkus."));
  }

  private static Scenario consumer(String name) {
    return Scenario.named(name)
        .with("quarkus-kubernetes", "quarkus-smallrye-health", "quarkus-messaging-rabbitmq")
        .set("quarkus.kubernetes.namespace", "groundswell")
        .set("quarkus.kubernetes.part-of", "groundswell")
        .set("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq")
        .set("mp.messaging.incoming.orders.queue.name", "orders")
        .set("mp.messaging.incoming.orders.max-outstanding-messages", "10");
  }

  @Test
  void scalesTheConsumerOfTheDocumentation() throws Exception {
    // Given
    Scenario consumer =
        Scenario.named("consumer")
            .with("quarkus-kubernetes", "quarkus-smallrye-health", "quarkus-messaging-rabbitmq")
            .setAll(Documentation.settings("consumer.properties"));

    // When
    Path folder = consumer.build();

    // Then
    String yaml = Files.readString(folder.resolve("kubernetes/kubernetes.yml"));
    Golden.assertMatches("consumer.yml", yaml);
    Documentation.assertMatches(
        "consumer.yml", yaml.substring(yaml.indexOf("---\napiVersion: keda.sh")));
  }

  @Test
  void scalesOnTheLagOfKafkasTopics() throws Exception {
    // Given
    Scenario stream =
        Scenario.named("kafka")
            .with("quarkus-kubernetes", "quarkus-smallrye-health", "quarkus-messaging-kafka")
            .setAll(Documentation.settings("kafka.properties"));

    // When
    String yaml = stream.yaml();

    // Then
    Golden.assertMatches("kafka.yml", yaml);
    Documentation.assertMatches(
        "kafka.yml", yaml.substring(yaml.indexOf("---\napiVersion: keda.sh")));
  }

  @Test
  void scalesOnTheLengthOfAQueueOfSqs() throws Exception {
    // Given
    Scenario queue =
        Scenario.named("sqs")
            .with("quarkus-kubernetes", "quarkus-smallrye-health")
            .setAll(Documentation.settings("sqs.properties"));

    // When
    String yaml = queue.yaml();

    // Then
    Golden.assertMatches("sqs.yml", yaml);
    Documentation.assertMatches(
        "sqs.yml", yaml.substring(yaml.indexOf("---\napiVersion: keda.sh")));
  }

  @Test
  void warnsOfTooFewPartitions() throws Exception {
    // Given
    Scenario crowded =
        Scenario.named("crowded")
            .with("quarkus-kubernetes", "quarkus-messaging-kafka")
            .set("mp.messaging.incoming.orders.connector", "smallrye-kafka")
            .set("mp.messaging.incoming.orders.auto.offset.reset", "earliest")
            .set("quarkus.keda.max-replicas", "20")
            .set("quarkus.keda.channels.orders.partitions", "10");

    // When
    String warnings;
    try (Warnings collected = new Warnings()) {
      crowded.yaml();
      warnings = collected.text();
    }

    // Then
    Documentation.assertMatches("partitions.txt", warnings);
  }

  @Test
  void scalesOnSeveralChannelsWithAllSettings() throws Exception {
    // Given
    Scenario shop =
        consumer("shop")
            .with(Returns.class)
            .set("mp.messaging.connector.smallrye-rabbitmq.max-outstanding-messages", "5")
            .set("mp.messaging.incoming.orders.virtual-host", "shop")
            .set("mp.messaging.incoming.audit.connector", "smallrye-rabbitmq")
            .set("quarkus.keda.channels.audit.enabled", "false")
            .set("quarkus.keda.channels.returns.target", "50")
            .set("quarkus.keda.channels.returns.activation", "5")
            .set("quarkus.keda.channels.returns.mode", "MessageRate")
            .set("quarkus.keda.channels.returns.metric-type", "Value")
            .set("quarkus.keda.channels.returns.use-cached-metrics", "true")
            .set("quarkus.keda.channels.returns.metadata.excludeUnacknowledged", "true")
            .set("quarkus.keda.name", "shop-on-queues")
            .set("quarkus.keda.min-replicas", "2")
            .set("quarkus.keda.max-replicas", "20")
            .set("quarkus.keda.idle-replicas", "0")
            .set("quarkus.keda.initial-cooldown-period", "2m")
            .set("quarkus.keda.fallback.failure-threshold", "3")
            .set("quarkus.keda.fallback.replicas", "4")
            .set("quarkus.keda.fallback.behavior", "currentReplicasIfHigher")
            .set("quarkus.keda.behavior.scale-up.stabilization-window", "0s")
            .set("quarkus.keda.behavior.scale-up.select-policy", "Max")
            .set("quarkus.keda.behavior.scale-up.policies[0].type", "Percent")
            .set("quarkus.keda.behavior.scale-up.policies[0].value", "100")
            .set("quarkus.keda.behavior.scale-up.policies[0].period", "15s")
            .set("quarkus.keda.behavior.scale-up.policies[1].type", "Pods")
            .set("quarkus.keda.behavior.scale-up.policies[1].value", "4")
            .set("quarkus.keda.behavior.scale-up.policies[1].period", "15s")
            .set("quarkus.keda.behavior.scale-down.stabilization-window", "2m")
            .set("quarkus.keda.behavior.scale-down.tolerance", "0.05")
            .set("quarkus.keda.paused-scale-in", "true")
            .set("quarkus.keda.rabbitmq.secret.name", "broker")
            .set("quarkus.keda.rabbitmq.secret.http-key", "management")
            .set("quarkus.keda.rabbitmq.secret.amqp-key", "address")
            .set("quarkus.keda.rabbitmq.address-variable", "RABBITMQ_ADDRESS");

    // When
    Map<String, String> manifests = shop.manifests();

    // Then
    Golden.assertMatches("shop.yml", manifests.get("kubernetes.yml"));
    assertThat(new ObjectMapper().readTree(manifests.get("kubernetes.json")))
        .containsExactlyElementsOf(Yaml.documents(manifests.get("kubernetes.yml")));
  }

  @Test
  void addsTriggersThatNoChannelImplies() throws Exception {
    // Given
    Scenario office =
        consumer("office")
            .set("quarkus.keda.rabbitmq.protocol", "amqp")
            .setAll(Documentation.settings("office.properties"));

    // When
    String yaml = office.yaml();

    // Then
    Golden.assertMatches("office.yml", yaml);
  }

  @Test
  void mendsTheDeploymentOfAnApplicationWithoutChannels() throws Exception {
    // Given
    Scenario website =
        Scenario.named("website")
            .with("quarkus-kubernetes", "quarkus-rest", "quarkus-smallrye-health")
            .with("quarkus-micrometer-registry-prometheus");

    // When
    String yaml = website.yaml();

    // Then
    Golden.assertMatches("website.yml", yaml);
  }

  @Test
  void scalesByAPlainHpa() throws Exception {
    // Given
    Scenario shop =
        Scenario.named("hpa")
            .with("quarkus-kubernetes", "quarkus-rest", "quarkus-smallrye-health")
            .setAll(Documentation.settings("hpa.properties"));

    // When
    Path folder = shop.build().resolve("kubernetes");

    // Then
    String yaml = Files.readString(folder.resolve("kubernetes.yml"));
    Golden.assertMatches("hpa.yml", yaml);
    Documentation.assertMatches(
        "hpa.yml", yaml.substring(yaml.indexOf("---\napiVersion: autoscaling")));
    Documentation.assertMatches(
        "prometheus-adapter.yml", Files.readString(folder.resolve("prometheus-adapter.yml")));
  }

  @Test
  void isReachedByIstioAndSeenByPrometheus() throws Exception {
    // Given
    Scenario shop =
        Scenario.named("mesh")
            .with("quarkus-kubernetes", "quarkus-rest", "quarkus-micrometer-registry-prometheus")
            .set("quarkus.micrometer.export.prometheus.path", "/metrics")
            .set("quarkus.kubernetes.prometheus.generate-service-monitor", "true")
            .setAll(Documentation.settings("istio.properties"));

    // When
    String yaml = shop.yaml();

    // Then
    Golden.assertMatches("mesh.yml", yaml);
    Documentation.assertMatches(
        "istio.yml", yaml.substring(yaml.indexOf("---\napiVersion: networking.istio.io")));
  }

  @Test
  void keepsWhatTheApplicationSets() throws Exception {
    // Given
    Scenario own =
        consumer("own")
            .with("quarkus-micrometer-registry-prometheus")
            .set("quarkus.kubernetes.replicas", "3")
            .set("quarkus.kubernetes.image-pull-policy", "always")
            .set("quarkus.kubernetes.startup-probe.period", "2s")
            .set("quarkus.kubernetes.startup-probe.failure-threshold", "7")
            .set("quarkus.kubernetes.readiness-probe.initial-delay", "1s")
            .set("quarkus.kubernetes.resources.requests.memory", "64Mi")
            .set("quarkus.kubernetes.prometheus.generate-service-monitor", "true")
            .set("quarkus.kubernetes.security-context.run-as-user", "1001")
            .set("quarkus.kubernetes.service-account", "own")
            .set("quarkus.kubernetes.env.vars.amqp-addr", "amqp://somewhere")
            .set("quarkus.kubernetes.empty-dir-volumes", "scratch")
            .set("quarkus.kubernetes.mounts.scratch.path", "/tmp")
            .set("quarkus.kubernetes.sidecars.log.image", "registry.example/log:1.0")
            .set("quarkus.kubernetes.init-containers.wait.image", "registry.example/wait:1.0")
            .set("quarkus.keda.deployment.grace-period", "20s");

    // When
    String yaml = own.yaml();

    // Then
    Golden.assertMatches("own.yml", yaml);
  }

  @Test
  void mendsAJobAndScalesNothing() throws Exception {
    // Given
    Scenario job = consumer("job").set("quarkus.kubernetes.deployment-kind", "Job");

    // When
    String yaml = job.yaml();

    // Then
    Golden.assertMatches("job.yml", yaml);
  }

  @Test
  void doesNothingWhenItIsOff() throws Exception {
    // Given
    Scenario off =
        Scenario.named("off")
            .with("quarkus-kubernetes", "quarkus-messaging-rabbitmq")
            .set("quarkus.kubernetes.idempotent", "true")
            .set("quarkus.kubernetes.vcs-uri.enabled", "false")
            .set("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq")
            .set("quarkus.keda.enabled", "false");

    // When
    String yaml = off.yaml();

    // Then
    Golden.assertMatches("off.yml", yaml);
  }

  @Test
  void leavesAnApplicationWithoutKubernetesAlone() throws Exception {
    // Given
    Scenario plain =
        Scenario.named("plain")
            .with("quarkus-messaging-rabbitmq")
            .set("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq");

    // When
    Path folder = plain.build();

    // Then
    assertThat(folder)
        .isDirectoryContaining("glob:**/quarkus-app")
        .isDirectoryNotContaining("glob:**/kubernetes");
  }

  @Test
  void endsTheBuildWithALineForEachProblem() throws Exception {
    // Given
    Scenario broken =
        consumer("broken")
            .set("mp.messaging.incoming.orders.max-outstanding-messages", "0")
            .set("quarkus.shutdown.timeout", "40s")
            .set("quarkus.keda.deployment.grace-period", "30s")
            .set("quarkus.keda.min-replicas", "5")
            .set("quarkus.keda.max-replicas", "3")
            .set("quarkus.keda.channels.orders.target", "0")
            .set("quarkus.keda.channels.order.target", "5")
            .set("quarkus.keda.cooldown-periode", "60s")
            .set("quarkus.keda.triggers.load.type", "predictkube")
            .set("quarkus.keda.triggers.load.metadata.prometheusAddress", "http://prometheus:9090")
            .set("quarkus.keda.triggers.load.metadata.query", "sum(load)")
            .set("quarkus.keda.triggers.load.metadata.queryStep", "2m")
            .set("quarkus.keda.triggers.load.metadata.historyTimeWindow", "7d")
            .set("quarkus.keda.triggers.load.metadata.predictionHorizon", "2h")
            .set("quarkus.keda.triggers.load.authentication", "predictkube");

    // When
    Throwable failure = catchThrowable(broken::yaml);

    // Then
    String problems =
        failure
            .getMessage()
            .lines()
            .filter(line -> line.startsWith("quarkus.") || line.startsWith("mp."))
            .collect(Collectors.joining("\n", "", "\n"));
    Golden.assertMatches("problems.txt", problems);
    Documentation.assertMatches("problems.txt", problems);
  }
}
