package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

  @Test
  void findsNothingWrongWithASoundConsumer() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.min-replicas", "0")
            .set("quarkus.keda.max-replicas", "10")
            .set("quarkus.keda.channels.orders.target", "10");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "min-replicas | -1 | is too low: it may be 0 or more",
        "min-replicas | 101 | is above the maximum: it may be 0 to 100 (quarkus.keda.max-replicas)",
        "max-replicas | 0 | is too low: it may be 1 or more",
        "idle-replicas | 1 | is undone by the HPA, which knows the minimum alone: it may be 0, or"
            + " not set",
        "idle-replicas | 0 | is not below quarkus.keda.min-replicas=0: set the minimum to 1 or more,"
            + " or leave idle-replicas out, since the application goes to zero anyway",
        "paused-replicas | -1 | is too low: it may be 0 or more",
        "polling-interval | 0s | is out of bounds: it may be whole seconds, 1s or more",
        "polling-interval | 500ms | is out of bounds: it may be whole seconds, 1s or more",
        "cooldown-period | -1s | is out of bounds: it may be whole seconds, 0s or more",
        "initial-cooldown-period | -5s | is out of bounds: it may be whole seconds, 0s or more",
        "behavior.scale-up.stabilization-window | 3601s | is out of bounds: it may be whole seconds,"
            + " 0s to 3600s",
        "behavior.scale-down.tolerance | -0.1 | is negative: it may be 0 or more, such as 0.1 for"
            + " 10 %",
        "channels.orders.activation | -1 | is negative: it may be 0 or more",
        "channels.orders.target | 0 | : it may be a number above 0",
        "channels.orders.target | -3 | : it may be a number above 0",
        "channels.orders.mode | Length | : it may be QueueLength, MessageRate, DeliverGetRate,"
            + " PublishedToDeliveredRatio, ExpectedQueueConsumptionTime",
        "channels.orders.metric-type | Utilization | is for cpu and memory alone: it may be"
            + " AverageValue or Value",
        "name | Orders | is no name for a Kubernetes object: it may be up to 54 small letters,"
            + " digits and dashes, with no dash at either end",
      })
  void refusesAValueOutOfBounds(String setting, String value, String reason) {
    // Given
    Application application = Application.consumer().set("quarkus.keda." + setting, value);

    // When
    List<String> problems = application.problems();

    // Then
    String separator = reason.startsWith(":") ? "" : " ";
    assertThat(problems)
        .containsExactly("quarkus.keda." + setting + "=" + value + separator + reason);
  }

  @Test
  void refusesAMinimumAboveTheMaximum() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.min-replicas", "5")
            .set("quarkus.keda.max-replicas", "3");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.min-replicas=5 is above the maximum: it may be 0 to 3"
                + " (quarkus.keda.max-replicas)");
  }

  @Test
  void refusesAPolicyOutOfBounds() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.behavior.scale-down.policies[0].type", "Pods")
            .set("quarkus.keda.behavior.scale-down.policies[0].value", "0")
            .set("quarkus.keda.behavior.scale-down.policies[0].period", "1801s");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.behavior.scale-down.policies[0].value=0 is too low: it may be 1 or more",
            "quarkus.keda.behavior.scale-down.policies[0].period=1801s is out of bounds: it may be"
                + " whole seconds, 1s to 1800s");
  }

  @Test
  void refusesAFallbackBelowZero() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.fallback.failure-threshold", "-1")
            .set("quarkus.keda.fallback.replicas", "-2");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.fallback.failure-threshold=-1 is too low: it may be 0 or more",
            "quarkus.keda.fallback.replicas=-2 is too low: it may be 0 or more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order | quarkus.keda.channels.order.* names a channel that the application doesn't receive"
            + " from: did you mean orders?",
        "payments | quarkus.keda.channels.payments.* names a channel that the application doesn't"
            + " receive from: it may be orders",
      })
  void refusesAnUnknownChannel(String channel, String message) {
    // Given
    Application application =
        Application.consumer().set("quarkus.keda.channels." + channel + ".target", "5");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).containsExactly(message);
  }

  @Test
  void refusesSettingsForAChannelThatImpliesNoTrigger() {
    // Given
    Application application =
        Application.bare()
            .set("mp.messaging.incoming.orders.connector", "smallrye-mqtt")
            .set("quarkus.keda.channels.orders.target", "5");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.channels.orders.* is for a channel on smallrye-mqtt, which implies no"
                + " trigger: describe one under quarkus.keda.triggers, and set"
                + " quarkus.keda.channels.orders.enabled=false");
  }

  @Test
  void refusesTwoTriggersOfOneName() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.triggers.orders.type", "kubernetes-workload")
            .set("quarkus.keda.triggers.orders.metadata.podSelector", "app=shop")
            .set("quarkus.keda.triggers.orders.metadata.value", "1");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.orders has the name of another trigger or channel: each needs its"
                + " own");
  }

  @Test
  void refusesToWakeFromZeroOnCpuAlone() {
    // Given
    Application application =
        Application.bare()
            .set("quarkus.keda.triggers.cpu.type", "cpu")
            .set("quarkus.keda.triggers.cpu.metric-type", "Utilization")
            .set("quarkus.keda.triggers.cpu.metadata.value", "60")
            .set("quarkus.keda.fallback.failure-threshold", "3")
            .set("quarkus.keda.fallback.replicas", "3");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.min-replicas=0 can't be with cpu and memory triggers alone, which see"
                + " nothing at zero replicas: it may be 1 or more",
            "quarkus.keda.fallback.replicas=3 needs a trigger other than cpu and memory: leave the"
                + " fallback out");
  }

  @Test
  void refusesCpuWithoutAMetricTypeAndWithCachedMetrics() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.triggers.cpu.type", "cpu")
            .set("quarkus.keda.triggers.cpu.use-cached-metrics", "true")
            .set("quarkus.keda.triggers.cpu.metadata.value", "60");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.cpu.metric-type= does not suit a trigger of type cpu: it may be"
                + " Utilization or AverageValue",
            "quarkus.keda.triggers.cpu.use-cached-metrics=true is not for a trigger of type cpu:"
                + " leave it out");
  }

  @Test
  void refusesATriggersNameThatNamesNoObject() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.triggers.\"Open hours\".type", "kubernetes-workload")
            .set("quarkus.keda.triggers.\"Open hours\".metadata.podSelector", "app=shop")
            .set("quarkus.keda.triggers.\"Open hours\".secrets.x.name", "shop")
            .set("quarkus.keda.triggers.\"Open hours\".secrets.x.key", "x");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.\"Open hours\" (TriggerAuthentication)=consumer-Open hours is no"
                + " name for a Kubernetes object: it may be up to 63 small letters, digits and"
                + " dashes, with no dash at either end");
  }

  @Test
  void refusesAGracePeriodShorterThanTheDrain() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.deployment.grace-period", "30s")
            .drainingFor(Duration.ofSeconds(5), Duration.ofSeconds(40));

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.deployment.grace-period=30s is shorter than the drain of 45s"
                + " (quarkus.shutdown.delay and quarkus.shutdown.timeout), so work in hand is"
                + " killed: it may be 50s or more");
  }

  @Test
  void reportsAllThatIsWrongAtOnce() {
    // Given
    Application application =
        Application.bare()
            .set("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq")
            .set("quarkus.keda.max-replicas", "0")
            .set("quarkus.keda.channels.orders.target", "0")
            .set("quarkus.keda.channels.order.target", "1");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).hasSize(4);
  }
}
