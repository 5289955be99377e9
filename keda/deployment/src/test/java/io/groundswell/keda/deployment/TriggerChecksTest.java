package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerChecksTest {

  private static Application prometheus() {
    return Application.bare()
        .set("quarkus.keda.triggers.load.type", "prometheus")
        .set("quarkus.keda.triggers.load.metadata.serverAddress", "http://prometheus:9090")
        .set("quarkus.keda.triggers.load.metadata.query", "sum(load)")
        .set("quarkus.keda.triggers.load.metadata.threshold", "5");
  }

  private static Application predictkube() {
    return Application.bare()
        .set("quarkus.keda.triggers.load.type", "predictkube")
        .set("quarkus.keda.triggers.load.metadata.prometheusAddress", "http://prometheus:9090")
        .set("quarkus.keda.triggers.load.metadata.query", "sum(load)")
        .set("quarkus.keda.triggers.load.metadata.queryStep", "2m")
        .set("quarkus.keda.triggers.load.metadata.historyTimeWindow", "7d")
        .set("quarkus.keda.triggers.load.authentication", "predictkube");
  }

  @Test
  void takesATriggerThatKedaTakes() {
    // Given
    Application application = prometheus();

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void suggestsTheTypeThatWasMeant() {
    // Given
    Application application =
        Application.bare().set("quarkus.keda.triggers.load.type", "promethus");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.load.type=promethus is no scaler of KEDA 2.21: did you mean"
                + " prometheus?");
  }

  @Test
  void suggestsTheKeyThatWasMeantAndMissesIt() {
    // Given
    Application application =
        predictkube().set("quarkus.keda.triggers.load.metadata.predictionHorizon", "2h");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.load.metadata.predictionHorizon is no key of KEDA's predictkube"
                + " scaler, which would ignore it: did you mean predictHorizon?",
            "quarkus.keda.triggers.load.metadata.predictHorizon is missing, which KEDA's predictkube"
                + " scaler needs: set quarkus.keda.triggers.load.metadata.predictHorizon");
  }

  @Test
  void listsTheKeysWhereNoneIsNear() {
    // Given
    Application application =
        Application.bare()
            .set("quarkus.keda.triggers.night.type", "cron")
            .set("quarkus.keda.triggers.night.metadata.timezone", "UTC")
            .set("quarkus.keda.triggers.night.metadata.start", "0 20 * * *")
            .set("quarkus.keda.triggers.night.metadata.end", "0 6 * * *")
            .set("quarkus.keda.triggers.night.metadata.desiredReplicas", "2")
            .set("quarkus.keda.triggers.night.metadata.metricName", "night");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.night.metadata.metricName is no key of KEDA's cron scaler, which"
                + " would ignore it: it may be desiredReplicas, end, start, timezone; a key of"
                + " another KEDA version goes into quarkus.keda.triggers.night.unchecked");
  }

  @Test
  void leavesUncheckedKeysAlone() {
    // Given
    Application application =
        predictkube()
            .set("quarkus.keda.triggers.load.metadata.horizonOfTomorrow", "2h")
            .set("quarkus.keda.triggers.load.unchecked", "horizonOfTomorrow,predictHorizon");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "threshold | 0 | a number above 0",
        "threshold | -1 | a number above 0",
        "threshold | many | a number above 0",
        "activationThreshold | 5s | a number",
        "ignoreNullValues | yes | true or false",
      })
  void refusesAValueOfTheWrongType(String key, String value, String allowed) {
    // Given
    Application application = prometheus().set("quarkus.keda.triggers.load.metadata." + key, value);

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.load.metadata." + key + "=" + value + ": it may be " + allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lagThreshold | 5.0 | a whole number above 0",
        "offsetResetPolicy | newest | latest, earliest",
      })
  void refusesAValueThatKafkaHasNot(String key, String value, String allowed) {
    // Given
    Application application =
        Application.bare()
            .set("quarkus.keda.triggers.topic.type", "kafka")
            .set("quarkus.keda.triggers.topic.metadata.bootstrapServers", "kafka:9092")
            .set("quarkus.keda.triggers.topic.metadata.consumerGroup", "consumer")
            .set("quarkus.keda.triggers.topic.metadata." + key, value);

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.topic.metadata." + key + "=" + value + ": it may be " + allowed);
  }

  @Test
  void takesAKeyFromTheEnvironmentOfTheContainer() {
    // Given
    Application application =
        Application.bare()
            .set("quarkus.keda.triggers.topic.type", "kafka")
            .set("quarkus.keda.triggers.topic.metadata.bootstrapServersFromEnv", "KAFKA")
            .set("quarkus.keda.triggers.topic.metadata.consumerGroup", "consumer");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void saysWhereAMissingKeyMayStand() {
    // Given
    Application application =
        Application.bare()
            .set("quarkus.keda.triggers.queue.type", "rabbitmq")
            .set("quarkus.keda.triggers.queue.metadata.queueName", "orders");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.queue.metadata.host is missing, which KEDA's rabbitmq scaler"
                + " needs: set quarkus.keda.triggers.queue.metadata.host or"
                + " quarkus.keda.triggers.queue.metadata.hostFromEnv or"
                + " quarkus.keda.triggers.queue.secrets.host");
  }

  @Test
  void refusesAnEmptyKey() {
    // Given
    Application application =
        prometheus().set("quarkus.keda.triggers.load.metadata.namespace", " ");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.load.metadata.namespace is empty, which KEDA takes as not given:"
                + " set it, or leave it out");
  }

  @Test
  void refusesAKeyThatKedaNoLongerHas() {
    // Given
    Application application =
        Application.consumer()
            .set("quarkus.keda.triggers.cpu.type", "cpu")
            .set("quarkus.keda.triggers.cpu.metric-type", "Utilization")
            .set("quarkus.keda.triggers.cpu.metadata.value", "60")
            .set("quarkus.keda.triggers.cpu.metadata.type", "Utilization");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.cpu.metadata.type=Utilization is refused by KEDA 2.21, which no"
                + " longer has it: leave it out");
  }

  @Test
  void refusesAKeyInThePlaceOfAnother() {
    // Given
    Application application =
        prometheus()
            .set("quarkus.keda.triggers.load.metadata.username", "reader")
            .set("quarkus.keda.triggers.load.secrets.query.name", "prometheus")
            .set("quarkus.keda.triggers.load.secrets.query.key", "query");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.load.metadata.username=reader is not read by KEDA, which takes"
                + " username from quarkus.keda.triggers.load.secrets.username",
            "quarkus.keda.triggers.load.secrets.query is not read by KEDA, which takes query from"
                + " quarkus.keda.triggers.load.metadata.query");
  }

  @Test
  void suggestsTheParameterThatWasMeant() {
    // Given
    Application application =
        prometheus()
            .set("quarkus.keda.triggers.load.secrets.bearerTokens.name", "prometheus")
            .set("quarkus.keda.triggers.load.secrets.bearerTokens.key", "token");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.load.secrets.bearerTokens is no parameter of KEDA's prometheus"
                + " scaler, which would ignore it: did you mean bearerToken?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://reader:hunter2@prometheus", "http://:hunter2@prometheus:9090/x"})
  void refusesAnAddressWithAPasswordAndDoesNotPrintIt(String address) {
    // Given
    Application application =
        prometheus().set("quarkus.keda.triggers.load.metadata.serverAddress", address);

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.load.metadata.serverAddress holds a secret that all who see the"
                + " manifest could read: take it from a Secret, with"
                + " quarkus.keda.triggers.load.secrets.serverAddress.name and .key");
  }

  @Test
  void refusesAPasswordInTheMetadataAndDoesNotPrintIt() {
    // Given
    Application application =
        Application.bare()
            .set("quarkus.keda.triggers.queue.type", "artemis-queue")
            .set("quarkus.keda.triggers.queue.metadata.usernameFromEnv", "USERNAME")
            .set("quarkus.keda.triggers.queue.metadata.password", "hunter2");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "quarkus.keda.triggers.queue.metadata.password holds a secret that all who see the"
                + " manifest could read: take it from a Secret, with"
                + " quarkus.keda.triggers.queue.secrets.password.name and .key");
  }

  @Test
  void passesAnyKeyToAnExternalScaler() {
    // Given
    Application application =
        Application.bare()
            .set("quarkus.keda.triggers.forecast.type", "external-push")
            .set("quarkus.keda.triggers.forecast.metadata.scalerAddress", "forecast:9090")
            .set("quarkus.keda.triggers.forecast.metadata.season", "week");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).isEmpty();
  }
}
