package io.groundswell.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {

  private static final String ORDERS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: consumer}
      spec: {replicas: 3}
      ---
      apiVersion: keda.sh/v1alpha1
      kind: ScaledObject
      metadata:
        name: consumer
        namespace: groundswell
        annotations: {autoscaling.keda.sh/paused: "false"}
      spec:
        scaleTargetRef: {name: consumer}
        pollingInterval: 15
        cooldownPeriod: 60
        maxReplicaCount: 10
        fallback: {failureThreshold: 3, replicas: 2}
        advanced:
          horizontalPodAutoscalerConfig:
            behavior:
              scaleDown:
                stabilizationWindowSeconds: 30
                policies: [{type: Percent, value: 50, periodSeconds: 30}]
        triggers:
          - type: rabbitmq
            metadata: {queueName: orders, mode: QueueLength, value: "10"}
            authenticationRef: {name: rabbitmq}
      """;

  private static ScaledObject orders() {
    return Manifests.read(ORDERS, "kubernetes.yml").scaledObjects().getFirst();
  }

  @Test
  void passes_over_other_kinds() {
    assertThat(Manifests.read(ORDERS, "kubernetes.yml").scaledObjects()).hasSize(1);
  }

  @Test
  void takes_empty_modifiers_as_a_cluster_has_them_for_none() {
    // Given
    String fromCluster = ORDERS.replace("  advanced:\n", "  advanced:\n    scalingModifiers: {}\n");

    // When
    ScaledObject read = Manifests.read(fromCluster, "cluster").scaledObjects().getFirst();

    // Then
    assertThat(read.scalingModifiers()).isEmpty();
  }

  @Test
  void reads_a_trigger() {
    assertThat(orders().triggers())
        .containsExactly(
            new Trigger(
                0,
                "rabbitmq",
                "",
                Map.of("queueName", "orders", "mode", "QueueLength", "value", "10"),
                Optional.of(new Trigger.AuthenticationRef("TriggerAuthentication", "rabbitmq")),
                Optional.empty(),
                false));
  }

  @Test
  void keeps_absent_and_zero_apart() {
    assertThat(orders().minReplicaCount()).isEqualTo(OptionalInt.empty());
  }

  @Test
  void reads_the_stabilisation_window() {
    assertThat(orders().behavior().flatMap(Behavior::scaleDown).orElseThrow().stabilizationWindow())
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void has_nothing_to_warn_of() {
    assertThat(Manifests.read(ORDERS, "kubernetes.yml").warnings()).isEmpty();
  }

  @Test
  void warns_of_an_unknown_field_by_name() {
    // Given
    String typo = ORDERS.replace("cooldownPeriod", "coolDownPeriod");

    // When
    Manifests manifests = Manifests.read(typo, "kubernetes.yml");

    // Then
    assertThat(manifests.warnings())
        .singleElement()
        .asString()
        .startsWith("ScaledObject consumer: spec: unknown field coolDownPeriod is ignored");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          value: "10"         | value: 10            | ScaledObject consumer: spec.triggers[0].metadata.value is 10, must be a string (put it in quotes)
          maxReplicaCount: 10 | maxReplicaCount: 0   | ScaledObject consumer: spec.maxReplicaCount is 0, must be at least 1
          maxReplicaCount: 10 | maxReplicaCount: "9" | ScaledObject consumer: spec.maxReplicaCount is "9", must be a whole number
          type: Percent       | type: percent        | ScaledObject consumer: spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.policies[0].type is 'percent', must be one of Pods, Percent
          type: rabbitmq      | name: jobs           | ScaledObject consumer: spec.triggers[0].type is missing
          """)
  void refuses_what_the_cluster_would_refuse_in_one_line(
      String right, String wrong, String message) {
    // Given
    String broken = ORDERS.replace(right, wrong);

    // When
    assertThatThrownBy(() -> Manifests.read(broken, "kubernetes.yml"))
        // Then
        .isInstanceOf(ManifestException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          maxReplicaCount: 10 | minReplicaCount: 101   | MinReplicaCount=101 must be less than MaxReplicaCount=100
          maxReplicaCount: 10 | idleReplicaCount: 0    | IdleReplicaCount=0 must be less than MinReplicaCount=0
          replicas: 2}        | replicas: 2, behavior: scalingModifiers} | fallback.behavior is scalingModifiers, which needs advanced.scalingModifiers.formula
          paused: "false"     | paused-replicas: "two" | annotation autoscaling.keda.sh/paused-replicas is 'two', must be a whole number
          """)
  void refuses_what_keda_would_refuse_in_its_words(String right, String wrong, String message) {
    // Given
    String broken = ORDERS.replace(right, wrong);

    // When
    assertThatThrownBy(() -> Manifests.read(broken, "kubernetes.yml"))
        // Then
        .isInstanceOf(ManifestException.class)
        .hasMessage("ScaledObject consumer: " + message);
  }

  @Test
  void refuses_to_cache_what_cannot_be_cached() {
    // Given
    String cached =
        ORDERS
            .replace("type: rabbitmq", "type: cron")
            .replace("authenticationRef: {name: rabbitmq}", "useCachedMetrics: true");

    // When
    assertThatThrownBy(() -> Manifests.read(cached, "kubernetes.yml"))
        // Then
        .isInstanceOf(ManifestException.class)
        .hasMessage(
            "ScaledObject consumer: property \"useCachedMetrics\" is not supported for \"cron\""
                + " scaler");
  }

  @Test
  void warns_of_periods_that_have_no_effect() {
    // Given
    String neverZero = ORDERS.replace("maxReplicaCount: 10", "minReplicaCount: 2");

    // When
    Manifests manifests = Manifests.read(neverZero, "kubernetes.yml");

    // Then
    assertThat(manifests.warnings())
        .containsExactly(
            "ScaledObject consumer: spec.pollingInterval has no effect, as minReplicaCount is 2 and"
                + " the HPA does all the asking",
            "ScaledObject consumer: spec.cooldownPeriod has no effect, as minReplicaCount is 2 and"
                + " nothing goes to zero");
  }

  @Test
  void reads_the_items_of_a_list() {
    // Given
    String list =
        """
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject", "metadata": {"name": "a"},
           "spec": {"scaleTargetRef": {"name": "a"}, "triggers": [{"type": "cron", "metadata": {}}]}}]}
        """;

    // When
    Manifests manifests = Manifests.read(list, "kubernetes.json");

    // Then
    assertThat(manifests.scaledObjects()).extracting(ScaledObject::name).containsExactly("a");
  }

  @Test
  void refuses_a_key_that_is_there_twice() {
    // Given
    String twice =
        ORDERS.replace("pollingInterval: 15", "pollingInterval: 15\n  pollingInterval: 5");

    // When
    assertThatThrownBy(() -> Manifests.read(twice, "kubernetes.yml"))
        // Then
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("kubernetes.yml line ");
  }

  @Test
  void names_the_line_of_a_damaged_file() {
    // When
    assertThatThrownBy(() -> Manifests.read("kind: [\n  }", "kubernetes.yml"))
        // Then
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("kubernetes.yml line 2 is no YAML: ");
  }

  @Test
  void names_a_missing_file() {
    // When
    assertThatThrownBy(() -> Manifests.read(Path.of("nowhere.yml")))
        // Then
        .isInstanceOf(ManifestException.class)
        .hasMessage("nowhere.yml doesn't exist");
  }

  @Test
  void reads_a_plain_hpa() {
    // Given
    String yaml =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          maxReplicas: 5
          metrics:
            - type: Resource
              resource: {name: memory, target: {type: AverageValue, averageValue: 100Mi}}
        """;

    // When
    Manifests manifests = Manifests.read(yaml, "hpa.yml");

    // Then
    assertThat(manifests.hpas().getFirst().metrics())
        .containsExactly(
            new HpaMetric(
                HpaMetric.Source.RESOURCE,
                "memory",
                Optional.empty(),
                new HpaMetric.Target(Trigger.MetricType.AVERAGE_VALUE, 100L * 1024 * 1024 * 1000)));
  }
}
