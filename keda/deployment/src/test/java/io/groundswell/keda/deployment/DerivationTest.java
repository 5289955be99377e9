package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.groundswell.keda.deployment.Derivation.VariableFromSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DerivationTest {

  @Test
  void derivesNothingWithoutTriggers() {
    // Given
    Application application = Application.bare();

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(derivation).isEqualTo(new Derivation(List.of(), List.of(), Optional.empty()));
  }

  @Test
  void writesOnlyWhatIsSet() {
    // Given
    Application application = Application.consumer();

    // When
    Map<String, Object> spec = application.scaledObject();

    // Then
    assertThat(spec).containsOnlyKeys("scaleTargetRef", "triggers");
  }

  @Test
  void writesTheSettingsOfAScaledObject() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.min-replicas", "1")
            .set("quarkus.keda.max-replicas", "10")
            .set("quarkus.keda.idle-replicas", "0")
            .set("quarkus.keda.polling-interval", "15s")
            .set("quarkus.keda.cooldown-period", "1m")
            .set("quarkus.keda.initial-cooldown-period", "10");

    // When
    Map<String, Object> spec = application.scaledObject();

    // Then
    assertThat(spec)
        .containsEntry("pollingInterval", 15)
        .containsEntry("cooldownPeriod", 60)
        .containsEntry("initialCooldownPeriod", 10)
        .containsEntry("idleReplicaCount", 0)
        .containsEntry("minReplicaCount", 1)
        .containsEntry("maxReplicaCount", 10);
  }

  @Test
  void writesTheFallback() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.fallback.failure-threshold", "3")
            .set("quarkus.keda.fallback.replicas", "4")
            .set("quarkus.keda.fallback.behavior", "currentReplicasIfHigher");

    // When
    Map<String, Object> spec = application.scaledObject();

    // Then
    assertThat(spec)
        .containsEntry(
            "fallback",
            Map.of("failureThreshold", 3, "replicas", 4, "behavior", "currentReplicasIfHigher"));
  }

  @Test
  void writesTheWholeBehaviour() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.behavior.scale-up.stabilization-window", "0s")
            .set("quarkus.keda.behavior.scale-up.select-policy", "Max")
            .set("quarkus.keda.behavior.scale-up.tolerance", "0.05")
            .set("quarkus.keda.behavior.scale-up.policies[0].type", "Percent")
            .set("quarkus.keda.behavior.scale-up.policies[0].value", "100")
            .set("quarkus.keda.behavior.scale-up.policies[0].period", "15s")
            .set("quarkus.keda.behavior.scale-down.select-policy", "Disabled");

    // When
    Map<String, Object> spec = application.scaledObject();

    // Then
    assertThat(spec)
        .containsEntry(
            "advanced",
            Map.of(
                "horizontalPodAutoscalerConfig",
                Map.of(
                    "behavior",
                    Map.of(
                        "scaleUp",
                        Map.of(
                            "stabilizationWindowSeconds",
                            0,
                            "selectPolicy",
                            "Max",
                            "tolerance",
                            "0.05",
                            "policies",
                            List.of(Map.of("type", "Percent", "value", 100, "periodSeconds", 15))),
                        "scaleDown",
                        Map.of("selectPolicy", "Disabled")))));
  }

  @Test
  void writesPausesAsAnnotations() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.paused", "true")
            .set("quarkus.keda.paused-replicas", "2")
            .set("quarkus.keda.paused-scale-in", "true")
            .set("quarkus.keda.paused-scale-out", "true");

    // When
    Resource scaledObject = application.derive().resources().getFirst();

    // Then
    assertThat(scaledObject.annotations())
        .containsExactly(
            Map.entry("autoscaling.keda.sh/paused", "true"),
            Map.entry("autoscaling.keda.sh/paused-replicas", "2"),
            Map.entry("autoscaling.keda.sh/paused-scale-in", "true"),
            Map.entry("autoscaling.keda.sh/paused-scale-out", "true"));
  }

  @Test
  void writesTriggersOfChannelsBeforeOthers() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.triggers.night.type", "cron")
            .set("quarkus.keda.triggers.night.metadata.timezone", "Europe/Berlin")
            .set("quarkus.keda.triggers.night.metadata.start", "0 20 * * *")
            .set("quarkus.keda.triggers.night.metadata.end", "0 6 * * *")
            .set("quarkus.keda.triggers.night.metadata.desiredReplicas", "2")
            .set("quarkus.keda.channels.orders.metric-type", "Value")
            .set("quarkus.keda.channels.orders.use-cached-metrics", "true");

    // When
    Map<String, Object> spec = application.scaledObject();

    // Then
    assertThat(spec)
        .containsEntry(
            "triggers",
            List.of(
                Map.of(
                    "type",
                    "rabbitmq",
                    "name",
                    "orders",
                    "metadata",
                    Map.of(
                        "protocol",
                        "http",
                        "queueName",
                        "orders",
                        "mode",
                        "QueueLength",
                        "value",
                        "20"),
                    "metricType",
                    "Value",
                    "useCachedMetrics",
                    true,
                    "authenticationRef",
                    Map.of("name", "consumer-rabbitmq")),
                Map.of(
                    "type",
                    "cron",
                    "name",
                    "night",
                    "metadata",
                    Map.of(
                        "timezone",
                        "Europe/Berlin",
                        "start",
                        "0 20 * * *",
                        "end",
                        "0 6 * * *",
                        "desiredReplicas",
                        "2"))));
  }

  @Test
  void derivesAnAuthenticationFromATriggersSecrets() {
    // Given
    Application application =
        Application.bare()
            .set("quarkus.keda.triggers.load.type", "prometheus")
            .set("quarkus.keda.triggers.load.metadata.serverAddress", "http://prometheus:9090")
            .set("quarkus.keda.triggers.load.metadata.query", "sum(load)")
            .set("quarkus.keda.triggers.load.metadata.threshold", "5")
            .set("quarkus.keda.triggers.load.metadata.authModes", "bearer")
            .set("quarkus.keda.triggers.load.secrets.bearerToken.name", "prometheus")
            .set("quarkus.keda.triggers.load.secrets.bearerToken.key", "token");

    // When
    List<Resource> resources = application.derive().resources();

    // Then
    assertThat(resources)
        .element(1)
        .isEqualTo(
            new Resource(
                Resource.KEDA,
                "TriggerAuthentication",
                "consumer-load",
                Map.of(),
                Map.of(
                    "secretTargetRef",
                    List.of(
                        Map.of(
                            "parameter", "bearerToken", "name", "prometheus", "key", "token")))));
  }

  @Test
  void refersToAnExistingClusterTriggerAuthentication() {
    // Given
    Application application =
        Application.bare()
            .set("quarkus.keda.triggers.queue.type", "aws-sqs-queue")
            .set("quarkus.keda.triggers.queue.metadata.queueURL", "orders")
            .set("quarkus.keda.triggers.queue.authentication", "aws")
            .set("quarkus.keda.triggers.queue.authentication-kind", "ClusterTriggerAuthentication");

    // When
    Map<String, Object> spec = application.scaledObject();

    // Then
    assertThat(spec.get("triggers"))
        .asInstanceOf(LIST)
        .first()
        .extracting("authenticationRef")
        .isEqualTo(Map.of("name", "aws", "kind", "ClusterTriggerAuthentication"));
  }

  @Test
  void givesTheContainerTheBrokersAddressWhereAnyChannelUsesIt() {
    // Given
    Application application =
        Application.bare()
            .set("mp.messaging.outgoing.receipts.connector", "smallrye-rabbitmq")
            .set("quarkus.keda.rabbitmq.secret.name", "broker")
            .set("quarkus.keda.rabbitmq.secret.amqp-key", "url")
            .set("quarkus.keda.rabbitmq.address-variable", "RABBITMQ_URL");

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(derivation.variables())
        .containsExactly(new VariableFromSecret("RABBITMQ_URL", "broker", "url"));
  }

  @Test
  void leavesOutAChannelThatIsNotToScale() {
    // Given
    Application application =
        Application.consumer().set("quarkus.keda.channels.orders.enabled", "false");

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(derivation.scaled()).isFalse();
  }

  @Test
  void scalesNoJob() {
    // Given
    Application application = Application.consumer().deployedAs("Job");

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(derivation.resources()).isEmpty();
  }
}
