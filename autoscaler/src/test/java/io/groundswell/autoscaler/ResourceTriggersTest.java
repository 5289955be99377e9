package io.groundswell.autoscaler;

import static io.groundswell.autoscaler.Fixture.autoscaler;
import static io.groundswell.autoscaler.Fixture.scaledObject;
import static io.groundswell.autoscaler.Fixture.trigger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.autoscaler.Trigger.MetricType;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceTriggersTest {

  private static Trigger resource(
      int index, String type, MetricType metricType, Map<String, String> metadata) {
    return new Trigger(
        index, type, "", metadata, Optional.empty(), Optional.ofNullable(metricType), false);
  }

  @Test
  void become_metrics_of_the_hpa_in_the_order_of_their_sources() {
    // When
    HorizontalPodAutoscaler hpa =
        autoscaler(
                scaledObject()
                    .trigger(resource(0, "cpu", MetricType.UTILIZATION, Map.of("value", "60")))
                    .trigger(trigger(1))
                    .trigger(
                        resource(
                            2,
                            "memory",
                            MetricType.AVERAGE_VALUE,
                            Map.of("value", "100Mi", "containerName", "web")))
                    .build())
            .hpa();

    // Then
    assertThat(hpa.metrics().stream().map(m -> m.source() + " " + m.name()))
        .containsExactly("ContainerResource memory", "External s1-b", "Resource cpu");
  }

  @Test
  void alone_are_always_active() {
    // Given
    Autoscaler autoscaler =
        autoscaler(
            scaledObject()
                .minReplicaCount(1)
                .trigger(resource(0, "cpu", MetricType.UTILIZATION, Map.of("value", "60")))
                .build());

    // When
    Decision decision = autoscaler.poll(Fixture.seen(2), Fixture.at(0));

    // Then
    assertThat(decision.reason())
        .isEqualTo("KEDA leaves 2 replicas to the HPA: all triggers are the HPA's own");
  }

  @Test
  void alone_cannot_go_to_zero() {
    // Given
    ScaledObject object =
        scaledObject()
            .trigger(resource(0, "cpu", MetricType.UTILIZATION, Map.of("value", "60")))
            .build();

    // When
    assertThatThrownBy(() -> autoscaler(object))
        // Then
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("only cpu/memory triggers AND minReplica is 0");
  }

  @Test
  void need_a_metric_type() {
    // Given
    ScaledObject object =
        scaledObject()
            .minReplicaCount(1)
            .trigger(resource(0, "cpu", null, Map.of("value", "60")))
            .build();

    // When
    assertThatThrownBy(() -> autoscaler(object))
        // Then
        .isInstanceOf(ManifestException.class)
        .hasMessage(
            "triggers[0].metricType is missing, must be Utilization or AverageValue for a trigger of"
                + " type cpu");
  }

  @Test
  void need_a_value_that_can_be_read() {
    // Given
    ScaledObject object =
        scaledObject()
            .minReplicaCount(1)
            .trigger(resource(0, "cpu", MetricType.UTILIZATION, Map.of("value", "much")))
            .build();

    // When
    assertThatThrownBy(() -> autoscaler(object))
        // Then
        .isInstanceOf(ManifestException.class)
        .hasMessage("triggers[0].metadata.value is 'much', must be a whole percentage");
  }

  @Test
  void external_ones_know_no_utilization() {
    // Given
    ScaledObject object =
        scaledObject().trigger(resource(0, "rabbitmq", MetricType.UTILIZATION, Map.of())).build();

    // When
    assertThatThrownBy(() -> autoscaler(object))
        // Then
        .isInstanceOf(ManifestException.class)
        .hasMessage(
            "triggers[0].metricType is Utilization, must be AverageValue or Value for a trigger of"
                + " type rabbitmq");
  }
}
