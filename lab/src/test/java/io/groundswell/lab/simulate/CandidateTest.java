package io.groundswell.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.autoscaler.ManifestException;
import io.groundswell.autoscaler.Manifests;
import io.groundswell.autoscaler.Reading;
import io.groundswell.lab.LabException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateTest {

  private final List<String> warnings = new ArrayList<>();

  private List<Candidate> candidates(String yaml) {
    return Candidate.of(Manifests.read(yaml, "t.yml"), "t.yml", 3, warnings::add);
  }

  @ParameterizedTest
  @CsvSource({"http, 10", "amqp, 7"})
  void aRabbitmqTriggerCountsByItsProtocol(String protocol, double count) {
    // Given
    Candidate candidate = candidates(Yaml.scaledObject("a", Yaml.rabbitMq(protocol))).getFirst();

    // When
    Reading reading = candidate.gauges().getFirst().read(7, 3);

    // Then
    assertThat(reading).isEqualTo(new Reading.Value(count, true));
  }

  @Test
  void theMetricIsWhatKedaWouldAnnounce() {
    // Given
    Candidate candidate = candidates(Yaml.scaledObject("a", Yaml.rabbitMq("http"))).getFirst();

    // When / Then
    assertThat(candidate.autoscaler().get().metrics())
        .extracting(m -> m.name() + " by " + m.target())
        .containsExactly("s0-rabbitmq-orders by 10.0");
  }

  @Test
  void aProtocolThatCannotBeKnownIsGuessedAloud() {
    // When
    candidates(Yaml.scaledObject("a", Yaml.rabbitMq("auto")));

    // Then
    assertThat(warnings)
        .containsExactly(
            "ScaledObject a: trigger 0 (rabbitmq): its protocol is auto and its host isn't known"
                + " here: taken for http, which counts orders in hand; amqp doesn't");
  }

  @Test
  void anUnsupportedTriggerAmongOthersIsLeftOutAloud() {
    // When
    List<Candidate> candidates =
        candidates(Yaml.scaledObject("a", Yaml.cpu(), Yaml.rabbitMq("http")));

    // Then
    assertThat(candidates.getFirst().autoscaler().get().hpa().metrics()).hasSize(1);
    assertThat(warnings)
        .containsExactly(
            "ScaledObject a: trigger 0 (cpu) is an unsupported trigger: it is left out, as if it"
                + " weren't there");
  }

  @Test
  void unsupportedTriggersAloneAreRefused() {
    // When / Then
    assertThatThrownBy(() -> candidates(Yaml.scaledObject("a", Yaml.prometheus())))
        .isInstanceOf(LabException.class)
        .hasMessage(
            "ScaledObject a: trigger 0 (prometheus) is an unsupported trigger: it may be one of"
                + " rabbitmq, kafka, apache-kafka, aws-sqs-queue");
  }

  @Test
  void wrongMetadataIsRefusedAsKedaWould() {
    // When / Then
    assertThatThrownBy(
            () ->
                candidates(
                    Yaml.scaledObject(
                        "a", Yaml.rabbitMq("http").replace("value: \"10\"", "value: \"ten\""))))
        .isInstanceOf(LabException.class)
        .hasMessageStartingWith("trigger 0 (rabbitmq): error parsing rabbitmq metadata: ")
        .hasMessageContaining("ten");
  }

  @Test
  void twoQueuesAreRefused() {
    // When / Then
    assertThatThrownBy(
            () ->
                candidates(
                    Yaml.scaledObject(
                        "a",
                        Yaml.rabbitMq("http"),
                        Yaml.rabbitMq("http").replace("orders", "parcels"))))
        .isInstanceOf(LabException.class)
        .hasMessage(
            "ScaledObject a watches orders, parcels: the simulator has one queue for a"
                + " ScaledObject");
  }

  @Test
  void anUnknownFieldIsAWarningThatNamesIt() {
    // When
    candidates(
        Yaml.scaledObject("a", Yaml.rabbitMq("http"))
            .replace("  cooldownPeriod: 20", "  cooldownPeriods: 20"));

    // Then
    assertThat(warnings).singleElement().asString().contains("cooldownPeriods");
  }

  @Test
  void aKafkaTriggerHasNoMoreConsumersThanPartitions() {
    // Given
    String kafka =
        """
        - type: kafka
          metadata:
            bootstrapServers: kafka:9092
            consumerGroup: consumer
            topic: orders
        """;

    // When
    Candidate candidate = candidates(Yaml.scaledObject("a", kafka)).getFirst();

    // Then
    assertThat(candidate.consumersAtMost()).isEqualTo(OptionalInt.of(3));
    assertThat(candidate.gauges().getFirst().read(100, 0)).isEqualTo(new Reading.Value(30, true));
  }

  @Test
  void aPlainHpaCanBeACandidate() {
    // Given
    String hpa =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: h
        spec:
          minReplicas: 2
          maxReplicas: 5
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: h
          metrics:
            - type: External
              external:
                metric:
                  name: queue
                target:
                  type: AverageValue
                  averageValue: "10"
        """;

    // When
    Candidate candidate = candidates(hpa).getFirst();

    // Then
    assertThat(candidate.restingReplicas()).isEqualTo(2);
    assertThat(warnings)
        .containsExactly(
            "HorizontalPodAutoscaler h: metric queue (External) is taken for the queue's length,"
                + " with orders in hand");
  }

  @Test
  void aFileWithoutAnythingThatScalesIsRefused() {
    // When / Then
    assertThatThrownBy(() -> candidates("kind: Deployment"))
        .isInstanceOf(LabException.class)
        .hasMessage("manifest t.yml has neither a ScaledObject nor a HorizontalPodAutoscaler");
  }

  @Test
  void aScaledJobIsLeftOutAndNamed() {
    // When
    List<Candidate> candidates =
        candidates(Yaml.scaledObject("a", Yaml.rabbitMq("http")) + "---\n" + Yaml.scaledJob());

    // Then
    assertThat(candidates).extracting(Candidate::name).containsExactly("a");
    assertThat(warnings).containsExactly("ScaledJob j: Jobs aren't simulated: it is left out");
  }

  @Test
  void aFileWithScaledJobsAloneIsRefused() {
    // When / Then
    assertThatThrownBy(() -> candidates(Yaml.scaledJob()))
        .isInstanceOf(LabException.class)
        .hasMessageEndingWith("and ScaledJobs aren't simulated");
  }

  @Test
  void aTargetBelowZeroIsRefused() {
    // Given
    String negative = Yaml.rabbitMq("http").replace("\"10\"", "\"-1\"");

    // When / Then
    assertThatThrownBy(() -> candidates(Yaml.scaledObject("a", negative)))
        .isInstanceOf(ManifestException.class)
        .hasMessage("target of s0-rabbitmq-orders is -1.0, must be above zero");
  }
}
