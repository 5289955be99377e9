package io.groundswell.lab.watch;

import static io.groundswell.lab.watch.Given.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Decision.By;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScalingsTest {

  private static final Event RESCALED =
      Given.event(
          "HorizontalPodAutoscaler",
          "keda-hpa-consumer",
          "SuccessfulRescale",
          "New size: 4; reason: external metric s0-rabbitmq-orders(&LabelSelector{MatchLabels:map["
              + "string]string{scaledobject.keda.sh/name: consumer,},MatchExpressions:[]"
              + "LabelSelectorRequirement{},}) above target",
          10);

  private final Scalings scalings = new Scalings();

  @Test
  void theHpaTellsWhyInAnEventThatComesAMomentLater() {
    // Given
    change(1, 4);
    scalings.event(RESCALED, at(10.3));

    // When
    List<Scaling> settled = scalings.settled(at(12));

    // Then
    assertThat(settled)
        .containsExactly(
            new Scaling(
                at(10),
                1,
                4,
                Optional.of(By.HPA),
                Optional.of("external metric s0-rabbitmq-orders above target")));
  }

  @Test
  void aChangeIsHeldBackUntilItsEventCanHaveCome() {
    // Given
    change(1, 4);

    // When / Then
    assertThat(scalings.settled(at(11))).isEmpty();
  }

  @Test
  void kedaTellsWhatTriggeredIt() {
    // Given
    change(0, 1);
    scalings.event(
        Given.event(
            "ScaledObject",
            "consumer",
            "KEDAScaleTargetActivated",
            "Scaled apps/v1.Deployment shop/consumer from 0 to 1, triggered by rabbitmqScaler",
            10),
        at(10.1));

    // When
    Scaling scaling = scalings.settled(at(12)).getFirst();

    // Then
    assertThat(scaling.by()).contains(By.KEDA);
    assertThat(scaling.why()).contains("triggered by rabbitmqScaler");
  }

  @Test
  void kedaStopsWhatWasIdleForItsCooldown() {
    // Given
    change(4, 0);
    scalings.event(
        Given.event(
            "ScaledObject",
            "consumer",
            "KEDAScaleTargetDeactivated",
            "Deactivated apps/v1.Deployment shop/consumer from 4 to 0",
            10),
        at(10.1));

    // When
    Scaling scaling = scalings.settled(at(12)).getFirst();

    // Then
    assertThat(scaling.why()).contains("no trigger is active and the cooldown is over");
  }

  @Test
  void withoutAnEventTheManagerOfTheFieldIsAsked() {
    // Given
    scalings.deployment(Given.deployment(1), at(0));
    Deployment scaled =
        Given.deployment(4)
            .edit()
            .editMetadata()
            .withManagedFields(
                new ManagedFieldsEntryBuilder()
                    .withManager("kube-controller-manager")
                    .withSubresource("scale")
                    .withTime(Given.stated(10))
                    .build())
            .endMetadata()
            .build();
    scalings.deployment(scaled, at(10));

    // When
    Scaling scaling = scalings.settled(at(12)).getFirst();

    // Then
    assertThat(scaling.by()).contains(By.HPA);
  }

  @Test
  void fromZeroOnlyKedaScales() {
    // Given
    change(0, 1);

    // When / Then
    assertThat(scalings.settled(at(12)))
        .extracting(Scaling::by)
        .containsExactly(Optional.of(By.KEDA));
  }

  @Test
  void whatNobodyTellsOfIsNoDecision() {
    // Given
    change(2, 5);

    // When
    Scaling scaling = scalings.settled(at(12)).getFirst();

    // Then
    assertThat(scaling.decision(1, "consumer", List.of(), Optional.empty())).isEmpty();
  }

  @Test
  void anHpasDecisionHasWhatItReadAndWhatBoundIt() {
    // Given
    change(1, 4);
    scalings.event(RESCALED, at(10.3));
    Scaling scaling = scalings.settled(at(12)).getFirst();

    // When
    DecisionMade decision =
        scaling
            .decision(10, "consumer", HpaView.readings(Given.hpa()), HpaView.limit(Given.hpa()))
            .orElseThrow();

    // Then
    assertThat(decision.code()).isEqualTo(Decision.Code.SCALE_UP_LIMIT);
    assertThat(decision.inputs()).extracting(Decision.Input::value).containsExactly(98.0);
    assertThat(decision.reason())
        .isEqualTo(
            "HPA raises replicas from 1 to 4: external metric s0-rabbitmq-orders above target;"
                + " it read 98 of s0-rabbitmq-orders, target 10");
  }

  @Test
  void anAverageOverNoReplicasIsNoReading() {
    // Given
    HorizontalPodAutoscaler hpa = Given.hpa();
    hpa.getStatus()
        .getCurrentMetrics()
        .getFirst()
        .getExternal()
        .getCurrent()
        .setAverageValue(new Quantity("-9223372036854775808m"));

    // When
    List<Decision.Input> readings = HpaView.readings(hpa);

    // Then
    assertThat(readings).extracting(Decision.Input::value).containsOnlyNulls();
  }

  private void change(int before, int after) {
    scalings.deployment(Given.deployment(before), at(0));
    scalings.deployment(Given.deployment(after), at(10));
  }
}
