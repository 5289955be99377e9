package io.groundswell.autoscaler;

import static io.groundswell.autoscaler.Fixture.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.HpaMetric.Source;
import io.groundswell.autoscaler.Pod.Phase;
import io.groundswell.autoscaler.Pod.Ready;
import io.groundswell.autoscaler.Trigger.MetricType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainHpaTest {

  private static final HpaMetric CPU =
      new HpaMetric(
          Source.RESOURCE,
          "cpu",
          Optional.empty(),
          new HpaMetric.Target(MetricType.UTILIZATION, 50));
  private static final HpaMetric SIDECAR =
      new HpaMetric(
          Source.CONTAINER_RESOURCE,
          "cpu",
          Optional.of("sidecar"),
          new HpaMetric.Target(MetricType.AVERAGE_VALUE, 100));
  private static final HpaMetric RATE =
      new HpaMetric(
          Source.PODS,
          "rate",
          Optional.empty(),
          new HpaMetric.Target(MetricType.AVERAGE_VALUE, 5000));
  private static final HpaMetric LATENCY =
      new HpaMetric(
          Source.OBJECT, "latency", Optional.empty(), new HpaMetric.Target(MetricType.VALUE, 2000));

  private static Autoscaler hpa(int min, HpaSettings settings, HpaMetric... metrics) {
    return new Autoscaler(
        new HorizontalPodAutoscaler(
            "web",
            "",
            ScaledObject.ScaleTarget.deployment("web"),
            min,
            10,
            List.of(metrics),
            Optional.empty()),
        at(0),
        settings);
  }

  private static Autoscaler hpa(HpaMetric... metrics) {
    return hpa(1, HpaSettings.defaults(), metrics);
  }

  /** Pods that have long been ready and request 1,000 m, of which a container takes a share. */
  private static List<Pod> pods(int count) {
    List<Pod> pods = new ArrayList<>();
    Instant longAgo = at(-3600);
    for (int i = 0; i < count; i++) {
      pods.add(
          new Pod(
              "web-" + i,
              Phase.RUNNING,
              Ready.TRUE,
              longAgo,
              longAgo,
              false,
              List.of(
                  new Pod.Container("web", Map.of("cpu", 900L)),
                  new Pod.Container("sidecar", Map.of("cpu", 100L))),
              Map.of()));
    }
    return pods;
  }

  private static List<PodSample> samples(int count, long web, long sidecar) {
    List<PodSample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(
          new PodSample(
              "web-" + i, Map.of("web", web, "sidecar", sidecar), at(0), Duration.ofSeconds(30)));
    }
    return samples;
  }

  private static Observation seen(
      int replicas, List<Reading> readings, Map<String, List<PodSample>> samples) {
    return new Observation(Target.settled(replicas), readings, pods(replicas), samples);
  }

  @Test
  void is_never_polled() {
    // Given
    Autoscaler autoscaler = hpa(CPU);

    // When
    assertThatThrownBy(() -> autoscaler.poll(seen(1, List.of(), Map.of()), at(0)))
        // Then
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void compares_the_use_of_pods_to_their_requests() {
    // When
    Decision decision =
        hpa(CPU).sync(seen(3, List.of(), Map.of("cpu", samples(3, 800, 50))), at(15));

    // Then
    assertThat(decision.reason())
        .isEqualTo(
            "HPA raises replicas from 3 to 6: cpu asks for 6 (ceil(1.7 x 3 pods) = 6, as 85 % / 50 %"
                + " = 1.7)");
  }

  @Test
  void compares_the_use_of_one_container() {
    // When
    Decision decision =
        hpa(SIDECAR).sync(seen(2, List.of(), Map.of("cpu", samples(2, 900, 150))), at(15));

    // Then
    assertThat(decision.replicas()).hasValue(3);
  }

  @Test
  void takes_the_highest_of_several_proposals() {
    // When
    Decision decision =
        hpa(CPU, RATE, LATENCY)
            .sync(
                seen(
                    2,
                    List.of(Reading.of(1)),
                    Map.of("cpu", samples(2, 100, 0), "rate", samples(2, 9000, 0))),
                at(15));

    // Then
    assertThat(decision.formulas().stream().map(Formula::proposal)).containsExactly(1, 4, 1);
  }

  @Test
  void does_not_scale_in_while_a_metric_is_missing() {
    // When
    Decision decision =
        hpa(LATENCY, CPU).sync(seen(4, List.of(Reading.of(0.5)), Map.of()), at(600));

    // Then
    assertThat(decision.reason())
        .isEqualTo(
            "HPA holds 4 replicas: cpu failed: unable to get metrics for resource cpu: no metrics"
                + " returned from resource metrics API");
  }

  @Test
  void scales_out_though_a_metric_is_missing() {
    // When
    Decision decision = hpa(LATENCY, CPU).sync(seen(2, List.of(Reading.of(4)), Map.of()), at(15));

    // Then
    assertThat(decision.replicas()).hasValue(4);
  }

  @Test
  void holds_within_the_tolerance() {
    // When
    Decision decision = hpa(LATENCY).sync(seen(3, List.of(Reading.of(2.1)), Map.of()), at(15));

    // Then
    assertThat(decision.reason())
        .isEqualTo(
            "HPA holds 3 replicas: latency is at 1.05 of its target, within the tolerance of 0.1");
  }

  @Test
  void leaves_zero_alone() {
    assertThat(hpa(LATENCY).sync(seen(0, List.of(), Map.of()), at(15)).code())
        .isEqualTo(Code.SCALING_DISABLED);
  }

  @Test
  void brings_what_is_above_the_most_back_at_once() {
    // When
    Decision decision = hpa(LATENCY).sync(seen(14, List.of(), Map.of()), at(15));

    // Then
    assertThat(decision.reason()).isEqualTo("HPA sets 10 replicas: 14 are more than the most");
  }

  @Test
  void needs_no_metrics_where_it_knows_without() {
    assertThat(hpa(LATENCY).syncReads(Target.settled(14))).isFalse();
  }

  @Test
  void comes_back_from_a_zero_of_its_own_where_it_may() {
    // Given
    HpaSettings usual = HpaSettings.defaults();
    HpaSettings settings =
        new HpaSettings(
            usual.syncPeriod(),
            Duration.ZERO,
            usual.tolerance(),
            usual.cpuInitializationPeriod(),
            usual.initialReadinessDelay(),
            usual.scaleUpLimitFactor(),
            usual.scaleUpLimitMinimum(),
            true,
            true,
            true);
    Autoscaler autoscaler = hpa(0, settings, LATENCY);
    autoscaler.sync(seen(2, List.of(Reading.of(0)), Map.of()), at(15));
    autoscaler.sync(seen(2, List.of(Reading.of(0)), Map.of()), at(30));

    // When
    Decision decision = autoscaler.sync(seen(0, List.of(Reading.of(5)), Map.of()), at(45));

    // Then
    assertThat(decision.replicas()).hasValue(3);
  }

  @Test
  void says_which_policy_bound() {
    // Given
    ScalingRules slow =
        new ScalingRules(
            Optional.empty(),
            Optional.empty(),
            List.of(
                new ScalingRules.Policy(ScalingRules.Policy.Type.PODS, 1, Duration.ofSeconds(60))),
            java.util.OptionalDouble.empty());
    Autoscaler autoscaler =
        new Autoscaler(
            new HorizontalPodAutoscaler(
                "web",
                "",
                ScaledObject.ScaleTarget.deployment("web"),
                1,
                10,
                List.of(LATENCY),
                Optional.of(new Behavior(Optional.of(slow), Optional.empty()))),
            at(0),
            HpaSettings.defaults());

    // When
    Decision decision = autoscaler.sync(seen(2, List.of(Reading.of(8)), Map.of()), at(15));

    // Then
    assertThat(decision.reason())
        .isEqualTo(
            "HPA raises replicas from 2 to 3: latency asks for 8, but its behaviour goes no higher"
                + " than 3 now (1 pods per 60 s)");
  }
}
