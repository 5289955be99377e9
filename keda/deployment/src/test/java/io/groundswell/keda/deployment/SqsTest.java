package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.keda.deployment.Derivation.ServiceAccount;
import io.groundswell.keda.deployment.Derivation.VariableFromSecret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqsTest {

  private static final String CHANNEL = "mp.messaging.incoming.orders.";
  private static final String URL = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders";

  @Test
  void readsUrlAndRegionFromWhereTheApplicationHasThem() {
    // Given
    Application application = Application.sqsConsumer();

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(derivation.resources().getFirst().spec().get("triggers"))
        .asString()
        .contains("metadata={queueURLFromEnv=SQS_QUEUE_URL, queueLength=10}");
    assertThat(derivation.resources().get(1).spec())
        .containsExactly(
            Map.entry("podIdentity", Map.of("provider", "aws")),
            Map.entry("secretTargetRef", List.of(key("awsRegion", "region"))));
    assertThat(derivation.variables())
        .containsExactly(
            new VariableFromSecret("SQS_QUEUE_URL", "sqs", "queue-url"),
            new VariableFromSecret("AWS_REGION", "sqs", "region"));
  }

  private static Map<String, String> key(String parameter, String key) {
    return Map.of("parameter", parameter, "name", "sqs", "key", key);
  }

  @Test
  void takesTheUrlFromTheVariableByWayOfOtherSettingsToo() {
    // Given
    Application application =
        Application.sqsConsumer()
            .set(CHANNEL + "queue.url", "${shop.queue}")
            .set("shop.queue", "${SQS_QUEUE_URL:http://localhost:9324/000000000000/orders}");

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger).containsEntry("queueURLFromEnv", "SQS_QUEUE_URL");
  }

  @Test
  void writesWhatTheBuildKnows() {
    // Given
    Application application =
        Application.sqsConsumer()
            .set(CHANNEL + "queue.url", URL)
            .set("quarkus.sqs.aws.region", "eu-central-1")
            .set("quarkus.keda.channels.orders.activation", "2");

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(application.trigger())
        .containsExactly(
            Map.entry("queueURL", URL),
            Map.entry("awsRegion", "eu-central-1"),
            Map.entry("queueLength", "10"),
            Map.entry("activationQueueLength", "2"));
    assertThat(derivation.resources().get(1).spec()).containsOnlyKeys("podIdentity");
    assertThat(derivation.variables()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"queue, shop-orders, shop-orders", "wait-time-seconds, 20, orders"})
  void namesTheQueueWhereThereIsNoUrl(String attribute, String value, String queue) {
    // Given
    Application application =
        Application.bare()
            .set(CHANNEL + "connector", "smallrye-sqs")
            .set(CHANNEL + attribute, value);

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger).containsEntry("queueURL", queue).containsEntry("queueLength", "5");
  }

  @Test
  void givesThePodsAServiceAccountWithTheRole() {
    // Given
    Application application =
        Application.sqsConsumer()
            .set("quarkus.keda.sqs.service-account", "packer")
            .set("quarkus.keda.sqs.role-arn", "arn:aws:iam::123456789012:role/packer");

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(derivation.serviceAccount())
        .contains(
            new ServiceAccount(
                "packer",
                Map.of("eks.amazonaws.com/role-arn", "arn:aws:iam::123456789012:role/packer")));
  }

  @Test
  void letsKedasOperatorAskAsItself() {
    // Given
    Application application =
        Application.sqsConsumer()
            .set(CHANNEL + "region", "eu-central-1")
            .set("quarkus.keda.sqs.identity", "operator");

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(derivation.resources()).extracting(Resource::kind).containsExactly("ScaledObject");
    assertThat(application.trigger()).containsEntry("identityOwner", "operator");
  }

  @Test
  void reachesAnEmulatorWithAnAccessKey() {
    // Given
    Application application =
        Application.sqsConsumer()
            .set("quarkus.keda.sqs.endpoint", "http://elasticmq:9324")
            .set("quarkus.keda.sqs.identity", "secret");

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(application.trigger()).containsEntry("awsEndpoint", "http://elasticmq:9324");
    assertThat(derivation.resources().get(1).spec())
        .isEqualTo(
            Map.of(
                "secretTargetRef",
                List.of(
                    key("awsAccessKeyID", "access-key-id"),
                    key("awsRegion", "region"),
                    key("awsSecretAccessKey", "secret-access-key"))));
    assertThat(derivation.variables())
        .extracting(VariableFromSecret::variable)
        .containsExactly(
            "SQS_QUEUE_URL",
            "AWS_REGION",
            "AWS_ENDPOINT_URL_SQS",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY");
    assertThat(derivation.serviceAccount()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mp.messaging.incoming.orders.region | eu-central | is no region of AWS: it may be such as"
            + " eu-central-1",
        "quarkus.sqs.aws.region | eu-central | is no region of AWS: it may be such as eu-central-1",
        "mp.messaging.incoming.orders.queue.url | http://localhost:9324/orders | is no queue's URL:"
            + " it may be such as https://sqs.eu-central-1.amazonaws.com/123456789012/orders",
        "mp.messaging.incoming.orders.ack-strategy | ignore | leaves messages in the queue when"
            + " their work is done, so KEDA sees a queue that never empties: leave it out",
        "quarkus.keda.channels.orders.mode | QueueLength | is for RabbitMQ: leave it out",
      })
  void refusesAWrongValue(String setting, String value, String reason) {
    // Given
    Application application = Application.sqsConsumer().set(setting, value);

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).containsExactly(setting + "=" + value + " " + reason);
  }

  @Test
  void refusesARegionThatIsNotTheQueues() {
    // Given
    Application application =
        Application.sqsConsumer()
            .set(CHANNEL + "queue.url", URL)
            .set(CHANNEL + "region", "us-east-1");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "mp.messaging.incoming.orders.region=us-east-1 is not the region of"
                + " mp.messaging.incoming.orders.queue.url="
                + URL
                + ": it may be eu-central-1");
  }

  @Test
  void refusesAQueueThatOnlyTheRunKnows() {
    // Given
    Application application =
        Application.sqsConsumer().set(CHANNEL + "queue.url", "${QUEUE_OF_THE_RUN}");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "mp.messaging.incoming.orders.queue.url has no value at build, so the trigger's queue is"
                + " not known: set it in application.properties, or take"
                + " mp.messaging.incoming.orders.queue.url from ${SQS_QUEUE_URL}, which KEDA then"
                + " reads as well");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "operator | quarkus.keda.channels.orders.authentication | aws |"
            + " quarkus.keda.channels.orders.authentication=aws can't be with"
            + " quarkus.keda.sqs.identity=operator, by which KEDA asks as itself: leave one of them"
            + " out",
        "secret | quarkus.keda.sqs.role-arn | arn:role | quarkus.keda.sqs.role-arn=arn:role can't be"
            + " with quarkus.keda.sqs.identity=secret, by which KEDA and the application ask with an"
            + " access key: leave one of them out",
        "aws | quarkus.keda.sqs.endpoint | http://mq:1 | quarkus.keda.sqs.endpoint=http://mq:1 is not"
            + " that of the channel, mp.messaging.incoming.orders.endpoint-override=http://mq:2:"
            + " leave it out",
      })
  void refusesWhatDoesNotGoTogether(String identity, String setting, String value, String problem) {
    // Given
    Application application =
        Application.sqsConsumer()
            .set(CHANNEL + "region", "eu-central-1")
            .set(CHANNEL + "endpoint-override", "http://mq:2")
            .set("quarkus.keda.sqs.identity", identity)
            .set(setting, value);

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).containsExactly(problem);
  }

  @Test
  void needsTheRegionAtBuildWhereNoAuthenticationCanGiveIt() {
    // Given
    Application application =
        Application.sqsConsumer().set("quarkus.keda.sqs.identity", "operator");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "mp.messaging.incoming.orders.region is missing, which KEDA's aws-sqs-queue scaler"
                + " needs: set mp.messaging.incoming.orders.region");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quarkus.keda.channels.orders.target | 5 | mp.messaging.incoming.orders"
            + ".max-number-of-messages=10 (the connector's default) is above"
            + " quarkus.keda.channels.orders.target=5",
        "quarkus.keda.channels.orders.metadata.scaleOnInFlight | false | quarkus.keda.channels"
            + ".orders.metadata.scaleOnInFlight=false hides messages that are being worked on",
      })
  void warnsOfWhatScalesBadly(String setting, String value, String warning) {
    // Given
    Application application = Application.sqsConsumer().set(setting, value);

    // When
    List<String> warnings = application.warnings();

    // Then
    assertThat(warnings).singleElement().asString().startsWith(warning);
  }
}
