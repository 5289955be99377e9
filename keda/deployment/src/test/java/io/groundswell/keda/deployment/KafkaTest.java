package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.keda.deployment.Derivation.VariableFromSecret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaTest {

  private static final String CHANNEL = "mp.messaging.incoming.orders.";
  private static final String TRIGGER = "quarkus.keda.channels.orders.";

  @Test
  void readsTheLagOfTheChannelsTopicAndGroup() {
    // Given
    Application application = Application.kafkaConsumer();

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger)
        .containsExactly(
            Map.entry("bootstrapServersFromEnv", "KAFKA_BOOTSTRAP_SERVERS"),
            Map.entry("consumerGroup", "consumer"),
            Map.entry("topic", "orders"),
            Map.entry("lagThreshold", "10"),
            Map.entry("offsetResetPolicy", "earliest"));
  }

  @Test
  void takesWhatTheChannelSays() {
    // Given
    Application application =
        Application.kafkaConsumer()
            .set(CHANNEL + "topic", "shop.orders")
            .set(CHANNEL + "group.id", "packers")
            .set(CHANNEL + "bootstrap.servers", "kafka.shop:9092")
            .set(TRIGGER + "target", "5")
            .set(TRIGGER + "activation", "2");

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger)
        .containsExactly(
            Map.entry("bootstrapServers", "kafka.shop:9092"),
            Map.entry("consumerGroup", "packers"),
            Map.entry("topic", "shop.orders"),
            Map.entry("lagThreshold", "5"),
            Map.entry("activationLagThreshold", "2"),
            Map.entry("offsetResetPolicy", "earliest"));
  }

  @Test
  void takesTheGroupOfAllChannelsWhereTheChannelHasNone() {
    // Given
    Application application = Application.kafkaConsumer().set("kafka.group.id", "shop");

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger).containsEntry("consumerGroup", "shop");
  }

  @Test
  void leavesTheBuildsOwnBrokerOutOfTheManifest() {
    // Given
    Application application =
        Application.kafkaConsumer().set("kafka.bootstrap.servers", "localhost:9092");

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger)
        .containsEntry("bootstrapServersFromEnv", "KAFKA_BOOTSTRAP_SERVERS")
        .doesNotContainKey("bootstrapServers");
  }

  @Test
  void givesEachTopicATriggerOfItsOwn() {
    // Given
    Application application =
        Application.kafkaConsumer().set(CHANNEL + "topics", "orders.eu, orders.us");

    // When
    Object triggers = application.scaledObject().get("triggers");

    // Then
    assertThat(triggers)
        .asString()
        .contains("name=orders-orders.eu", "topic=orders.eu")
        .contains("name=orders-orders.us", "topic=orders.us");
  }

  @Test
  void givesApacheKafkaAllTopicsAtOnce() {
    // Given
    Application application =
        Application.kafkaConsumer()
            .set("quarkus.keda.kafka.scaler", "apache-kafka")
            .set(CHANNEL + "topics", "orders.eu, orders.us");

    // When
    Object triggers = application.scaledObject().get("triggers");

    // Then
    assertThat(triggers).asString().contains("type=apache-kafka", "topic=orders.eu,orders.us");
  }

  @Test
  void givesTheContainerTheAddressThatTheTriggerReads() {
    // Given
    Application application =
        Application.kafkaConsumer()
            .set("quarkus.keda.kafka.address-variable", "BROKERS")
            .set("quarkus.keda.kafka.secret.name", "stream")
            .set("quarkus.keda.kafka.secret.bootstrap-servers-key", "address");

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(derivation.variables())
        .containsExactly(new VariableFromSecret("BROKERS", "stream", "address"));
  }

  @Test
  void needsNoAuthenticationWithoutTlsAndSasl() {
    // Given
    Application application = Application.kafkaConsumer();

    // When
    List<Resource> resources = application.derive().resources();

    // Then
    assertThat(resources).extracting(Resource::kind).containsExactly("ScaledObject");
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, plaintext",
    "SCRAM-SHA-256, scram_sha256",
    "SCRAM-SHA-512, scram_sha512",
  })
  void carriesSaslIntoTheTriggerAndItsAuthentication(String mechanism, String sasl) {
    // Given
    Application application =
        Application.kafkaConsumer()
            .set("kafka.security.protocol", "SASL_SSL")
            .set("kafka.sasl.mechanism", mechanism);

    // When
    Derivation derivation = application.derive();

    // Then
    assertThat(derivation.resources().getFirst().spec().get("triggers"))
        .asString()
        .contains("tls=enable", "sasl=" + sasl, "name=consumer-kafka");
    assertThat(derivation.resources().get(1).spec())
        .isEqualTo(Map.of("secretTargetRef", List.of(key("password"), key("username"))));
    assertThat(derivation.variables())
        .contains(new VariableFromSecret("KAFKA_SASL_JAAS_CONFIG", "kafka", "sasl-jaas-config"));
  }

  @Test
  void carriesTheChannelsCertificatesIntoTheAuthentication() {
    // Given
    Application application =
        Application.kafkaConsumer()
            .set(CHANNEL + "security.protocol", "SSL")
            .set(CHANNEL + "ssl.truststore.location", "/etc/kafka/ca.pem")
            .set(CHANNEL + "ssl.keystore.location", "${KEY_OF_THE_RUN}");

    // When
    Resource authentication = application.derive().resources().get(1);

    // Then
    assertThat(authentication.spec())
        .isEqualTo(Map.of("secretTargetRef", List.of(key("ca"), key("cert"), key("key"))));
  }

  private static Map<String, String> key(String parameter) {
    return Map.of("parameter", parameter, "name", "kafka", "key", parameter);
  }

  @Test
  void leavesAnotherMechanismToAnAuthenticationOfTheApplications() {
    // Given
    Application application =
        Application.kafkaConsumer()
            .set("kafka.security.protocol", "SASL_SSL")
            .set("kafka.sasl.mechanism", "OAUTHBEARER")
            .set(TRIGGER + "authentication", "stream");

    // When
    Map<String, String> trigger = application.trigger();

    // Then
    assertThat(trigger).containsEntry("sasl", "oauthbearer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "security.protocol | TLS | =TLS: it may be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL",
        "security.protocol | SASL_SSL | sasl.mechanism=GSSAPI (Kafka's default) needs more than user"
            + " name and password: it may be PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, or name a"
            + " TriggerAuthentication of your own with quarkus.keda.channels.orders.authentication",
        "enable.auto.commit | true | =true commits offsets by the clock, done or not, so what is in"
            + " hand is lost when a replica goes: leave it out",
        "commit-strategy | ignore | =ignore commits nothing after the work, so KEDA sees a lag that"
            + " never falls: it may be throttled",
        "commit-strategy | checkpoint | =checkpoint keeps offsets where KEDA can't read them",
        "auto.offset.reset | none | =none is nothing that KEDA's scaler knows: it may be earliest or"
            + " latest",
        "pattern | true | =true takes all topics whose names match, but KEDA has to know each by"
            + " name: list them in mp.messaging.incoming.orders.topics",
        "assign-seek | orders:0:0 | takes partitions by hand",
        "topic | ${TOPIC_OF_THE_RUN} | has no value at build",
        "group.id | ${GROUP_OF_THE_RUN} | has no value at build",
      })
  void refusesAChannelThatCannotBeScaledOn(String attribute, String value, String reason) {
    // Given
    Application application = Application.kafkaConsumer().set(CHANNEL + attribute, value);

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).first().asString().startsWith(CHANNEL).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "target | 2.5 | target=2.5: it may be a whole number above 0",
        "mode | QueueLength | mode=QueueLength is for RabbitMQ: leave it out, KEDA measures the lag"
            + " of orders",
        "partitions | 0 | partitions=0 is too low: it may be 1 or more",
        "metadata.topic | other | metadata.topic=other is the extension's to write: set"
            + " mp.messaging.incoming.orders.topic",
        "metadata.bootstrapServersFromEnv | OTHER | metadata.bootstrapServersFromEnv=OTHER is the"
            + " extension's to write: set quarkus.keda.kafka.address-variable",
      })
  void refusesASettingThatDoesNotSuitKafka(String setting, String value, String message) {
    // Given
    Application application = Application.kafkaConsumer().set(TRIGGER + setting, value);

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).containsExactly(TRIGGER + message);
  }

  @Test
  void namesTheSettingThatAllChannelsShare() {
    // Given
    Application application = Application.kafkaConsumer().set("kafka.enable.auto.commit", "true");

    // When
    List<String> problems = application.problems();

    // Then
    assertThat(problems).singleElement().asString().startsWith("kafka.enable.auto.commit=true ");
  }

  @Test
  void warnsOfMoreReplicasThanPartitions() {
    // Given
    Application application =
        Application.kafkaConsumer()
            .set("quarkus.keda.max-replicas", "20")
            .set(TRIGGER + "partitions", "10");

    // When
    List<String> warnings = application.warnings();

    // Then
    assertThat(warnings)
        .containsExactly(
            "quarkus.keda.max-replicas=20 is above the 10 replicas that the 10 partitions of topic"
                + " orders can keep busy (quarkus.keda.channels.orders.partitions), so any more"
                + " would find nothing to read: it may be up to 10, or set"
                + " quarkus.keda.channels.orders.metadata.allowIdleConsumers=true if idle replicas"
                + " are meant");
  }

  @Test
  void countsTheConsumersOfAReplicaAgainstThePartitions() {
    // Given
    Application application =
        Application.kafkaConsumer()
            .set(CHANNEL + "partitions", "4")
            .set(TRIGGER + "partitions", "10");

    // When
    List<String> warnings = application.warnings();

    // Then
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("quarkus.keda.max-replicas=100 (KEDA's default) is above the 3 replicas");
  }

  @Test
  void letsIdleReplicasBeWhereTheyAreMeant() {
    // Given
    Application application =
        Application.kafkaConsumer()
            .set(TRIGGER + "partitions", "10")
            .set(TRIGGER + "metadata.allowIdleConsumers", "true");

    // When
    List<String> warnings = application.warnings();

    // Then
    assertThat(warnings).isEmpty();
  }

  @Test
  void acceptsAsManyReplicasAsPartitions() {
    // Given
    Application application =
        Application.kafkaConsumer()
            .set("quarkus.keda.max-replicas", "10")
            .set(TRIGGER + "partitions", "10");

    // When
    List<String> warnings = application.warnings();

    // Then
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auto.offset.reset | latest | has a new group skip what came before its first start",
        "commit-strategy | latest | commits past records that are still being worked on",
      })
  void warnsOfWhatMayLoseMessages(String attribute, String value, String warning) {
    // Given
    Application application = Application.kafkaConsumer().set(CHANNEL + attribute, value);

    // When
    List<String> warnings = application.warnings();

    // Then
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(CHANNEL + attribute + "=" + value)
        .contains(warning);
  }
}
