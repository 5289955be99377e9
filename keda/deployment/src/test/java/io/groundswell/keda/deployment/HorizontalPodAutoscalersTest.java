package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HorizontalPodAutoscalersTest {

  private static Application hpa() {
    return Application.bare()
        .set("quarkus.keda.autoscaler", "hpa")
        .set("quarkus.keda.max-replicas", "5");
  }

  private static Application onCpu() {
    return hpa()
        .set("quarkus.keda.triggers.cpu.type", "cpu")
        .set("quarkus.keda.triggers.cpu.metric-type", "Utilization")
        .set("quarkus.keda.triggers.cpu.metadata.value", "60");
  }

  private static Application onRequests() {
    return hpa().set("quarkus.keda.pods-metrics.http_requests_per_second.target", "10");
  }

  @Test
  void takesThePlaceOfAScaledObject() {
    // When
    List<Resource> resources = onCpu().derive().resources();

    // Then
    assertThat(resources)
        .extracting(r -> r.apiVersion() + " " + r.kind() + " " + r.name())
        .containsExactly("autoscaling/v2 HorizontalPodAutoscaler consumer");
  }

  @Test
  void scalesOnTheUtilisationOfCpu() {
    // When
    Object metrics = onCpu().scaledObject().get("metrics");

    // Then
    assertThat(metrics)
        .isEqualTo(
            List.of(
                Map.of(
                    "type",
                    "Resource",
                    "resource",
                    Map.of(
                        "name",
                        "cpu",
                        "target",
                        Map.of("type", "Utilization", "averageUtilization", 60)))));
  }

  @Test
  void scalesOnTheMemoryOfOneContainer() {
    // Given
    Application application =
        hpa()
            .set("quarkus.keda.triggers.memory.type", "memory")
            .set("quarkus.keda.triggers.memory.metric-type", "AverageValue")
            .set("quarkus.keda.triggers.memory.metadata.value", "200Mi")
            .set("quarkus.keda.triggers.memory.metadata.containerName", "consumer");

    // When
    Object metrics = application.scaledObject().get("metrics");

    // Then
    assertThat(metrics)
        .isEqualTo(
            List.of(
                Map.of(
                    "type",
                    "ContainerResource",
                    "containerResource",
                    Map.of(
                        "name",
                        "memory",
                        "container",
                        "consumer",
                        "target",
                        Map.of("type", "AverageValue", "averageValue", "200Mi")))));
  }

  @Test
  void scalesOnAMetricOfItsPods() {
    // When
    Object metrics = onRequests().scaledObject().get("metrics");

    // Then
    assertThat(metrics)
        .isEqualTo(
            List.of(
                Map.of(
                    "type",
                    "Pods",
                    "pods",
                    Map.of(
                        "metric",
                        Map.of("name", "http_requests_per_second"),
                        "target",
                        Map.of("type", "AverageValue", "averageValue", "10")))));
  }

  @Test
  void theAdapterIsToldWhatAMetricIsMadeOf() {
    // Given
    Application application =
        onRequests()
            .set("quarkus.keda.pods-metrics.http_requests_per_second.series", "http_requests_total")
            .set(
                "quarkus.keda.pods-metrics.http_requests_per_second.query",
                "sum(rate(<<.Series>>{<<.LabelMatchers>>}[1m])) by (<<.GroupBy>>)");

    // When
    String values = AdapterRules.values(application.settings().podsMetrics()).orElseThrow();

    // Then
    assertThat(values)
        .isEqualTo(
            """
            ---
            rules:
              custom:
                - seriesQuery: "http_requests_total{namespace!=\\"\\",pod!=\\"\\"}"
                  resources:
                    overrides:
                      namespace:
                        resource: namespace
                      pod:
                        resource: pod
                  name:
                    as: http_requests_per_second
                  metricsQuery: "sum(rate(<<.Series>>{<<.LabelMatchers>>}[1m])) by (<<.GroupBy>>)"
            """);
  }

  @Test
  void theAdapterNeedsNoRuleForWhatItHasAlready() {
    // When
    var values = AdapterRules.values(onRequests().settings().podsMetrics());

    // Then
    assertThat(values).isEmpty();
  }

  @Test
  void nothingIsWrongWithWhatIsRight() {
    // When
    List<List<String>> problems = List.of(onCpu().problems(), onRequests().problems());

    // Then
    assertThat(problems).containsOnly(List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          min-replicas     | 0     | quarkus.keda.min-replicas=0 can't be with an HPA, which doesn't go to zero: it may be 1 or more, or set quarkus.keda.autoscaler=keda
          polling-interval | 10s   | quarkus.keda.polling-interval=10s is for KEDA alone: leave it out, or set quarkus.keda.autoscaler=keda
          cooldown-period  | 1m    | quarkus.keda.cooldown-period=60s is for KEDA alone: leave it out, or set quarkus.keda.autoscaler=keda
          paused           | true  | quarkus.keda.paused=true is for KEDA alone: leave it out, or set quarkus.keda.autoscaler=keda
          triggers.cpu.metadata.value | half | quarkus.keda.triggers.cpu.metadata.value=half is no utilisation: it may be a whole number above 0, in per cent of what is requested
          pods-metrics.hits.target | 0 | quarkus.keda.pods-metrics.hits.target=0: it may be a number above 0
          """)
  void aSettingThatAnHpaCannotTakeIsNamed(String setting, String value, String problem) {
    // Given
    Application application = onCpu().set("quarkus.keda." + setting, value);

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).containsExactly(problem);
  }

  @Test
  void anHpaCannotReadAQueue() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.autoscaler", "hpa")
            .set("quarkus.keda.max-replicas", "5");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.channels.orders is a trigger of type rabbitmq, which an HPA can't read"
                + " without KEDA: leave it out, or set quarkus.keda.autoscaler=keda");
  }

  @Test
  void anHpaNeedsAMaximumAndSomethingToScaleOn() {
    // Given
    Application application = Application.bare().set("quarkus.keda.autoscaler", "hpa");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.max-replicas is missing, which an HPA needs: it may be 1 or more",
            "quarkus.keda.autoscaler=hpa has nothing to scale on: describe a trigger of type cpu or"
                + " memory under quarkus.keda.triggers, or a metric under"
                + " quarkus.keda.pods-metrics");
  }

  @Test
  void aRuleNeedsTheAdaptersPlacesInItsQuery() {
    // Given
    Application application =
        onRequests()
            .set("quarkus.keda.pods-metrics.http_requests_per_second.series", "http_requests_total")
            .set(
                "quarkus.keda.pods-metrics.http_requests_per_second.query",
                "sum(rate(http_requests_total[1m]))");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.pods-metrics.http_requests_per_second.query="
                + "sum(rate(http_requests_total[1m])) lacks <<.LabelMatchers>> or <<.GroupBy>>, so"
                + " each pod would have the figure of all");
  }

  @Test
  void aSeriesWithoutAQueryMakesNoRule() {
    // Given
    Application application =
        onRequests()
            .set(
                "quarkus.keda.pods-metrics.http_requests_per_second.series", "http_requests_total");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.pods-metrics.http_requests_per_second.series and .query make a rule for"
                + " the Prometheus adapter together: set both, or neither where the adapter has the"
                + " metric already");
  }

  @Test
  void kedaReadsNoMetricOfThePods() {
    // Given
    Application application = onRequests().set("quarkus.keda.autoscaler", "keda");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.pods-metrics.http_requests_per_second.* is nothing that KEDA reads: set"
                + " quarkus.keda.autoscaler=hpa, or make it a trigger of type prometheus");
  }
}
