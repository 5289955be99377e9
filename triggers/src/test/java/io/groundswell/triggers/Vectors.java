package io.groundswell.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.triggers.KafkaLag.Lag;
import io.groundswell.triggers.KafkaLag.Offsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How each kind of row is tried on the code. */
final class Vectors {

  interface Check {
    void run(Row row) throws Exception;
  }

  private interface Attempt<T> {
    T get() throws TriggerException;
  }

  private static final Map<String, Check> CHECKS =
      Map.ofEntries(
          Map.entry("keda.rabbitmq.parse", Vectors::rabbitParse),
          Map.entry("keda.rabbitmq.parseAuth", Vectors::rabbitParse),
          Map.entry("keda.rabbitmq.defaults", Vectors::rabbitDefaults),
          Map.entry("keda.rabbitmq.vhost", Vectors::rabbitVhost),
          Map.entry("keda.rabbitmq.queueInfo", Vectors::rabbitAnswer),
          Map.entry("keda.rabbitmq.regex", Vectors::rabbitAnswer),
          Map.entry("keda.rabbitmq.regexPages", Vectors::rabbitPages),
          Map.entry("keda.rabbitmq.aggregate", Vectors::rabbitAggregate),
          Map.entry("keda.rabbitmq.activity", Vectors::rabbitActivity),
          Map.entry("keda.rabbitmq.consumptionTime", Vectors::rabbitConsumptionTime),
          Map.entry("keda.kafka.parse", Vectors::kafkaParse),
          Map.entry("keda.kafka.parseAuth", Vectors::kafkaParse),
          Map.entry("keda.kafka.partitionLimitation", Vectors::kafkaPartitions),
          Map.entry("keda.kafka.partitionLag", Vectors::kafkaPartitionLag),
          Map.entry("keda.kafka.cap", Vectors::kafkaCap),
          Map.entry("keda.kafka.factors", Vectors::kafkaFactors),
          Map.entry("keda.kafka.nextFactor", Vectors::kafkaNextFactor),
          Map.entry("keda.sqs.parse", Vectors::sqsParse),
          Map.entry("keda.sqs.metric", Vectors::sqsMetric),
          Map.entry("keda.prometheus.parse", Vectors::prometheusParse),
          Map.entry("keda.prometheus.parseAuth", Vectors::prometheusParse),
          Map.entry("keda.prometheus.query", Vectors::prometheusQuery),
          Map.entry("keda.metricName", Vectors::metricName));

  /** KEDA's tests of RabbitMQ share this environment; some rows leave it out. */
  private static final Map<String, String> RABBIT_ENV =
      Map.of(
          "myHostSecret", "amqp://user:sercet@somehost.com:5236/vhost",
          "myUsernameSecret", "user",
          "myPasswordSecret", "Password");

  private Vectors() {}

  /** The check for a kind, null if there is none. */
  static Check of(String kind) {
    return CHECKS.get(kind);
  }

  private static void rabbitParse(Row row) {
    attempt(row, () -> RabbitMqSettings.parse(spec(row, "rabbitmq", Map.of())));
  }

  private static void rabbitDefaults(Row row) {
    RabbitMqSettings settings =
        attempt(row, () -> RabbitMqSettings.parse(spec(row, "rabbitmq", Map.of()))).orElseThrow();
    assertThat(settings.mode()).isEqualTo(mode(row.expected("mode")));
    assertThat(settings.target()).isEqualTo(row.expected("value").asDouble());
  }

  private static void rabbitVhost(Row row) {
    RabbitMqManagement.Location location =
        RabbitMqManagement.Location.of(
            row.input("urlPath").asText(), row.input("vhostName").asText());
    assertThat(location.virtualHost()).isEqualTo(row.expected("vhostPath").asText());
    assertThat(location.base()).isEqualTo(row.expected("basePath").asText());
  }

  private static void rabbitAnswer(Row row) {
    Map<String, String> given = new HashMap<>();
    given.put("host", "http://user:password@somehost.com:15672");
    given.put("protocol", row.input("protocol").asText());
    given.put("queueName", row.input("queueName").asText());
    TriggerSpec spec = spec(row, "rabbitmq", given);
    int status = row.input("httpStatus").asInt();
    String body = body(row.input("httpBody"));

    Optional<Measurement> measured =
        attempt(row, () -> measure(RabbitMqSettings.parse(spec), status, body));

    measured.ifPresent(m -> assertThat(m.active()).isEqualTo(row.expected("active").asBoolean()));
    if (measured.isPresent() && row.expects("metricValueDerived")) {
      // KEDA's tests check activity alone. The rows' value was computed from all messages, also
      // where KEDA counts the ready ones only, so it is compared with what all messages make.
      Map<String, String> allMessages = new HashMap<>(spec.metadata());
      allMessages.remove("excludeUnacknowledged");
      Measurement value =
          attempt(
                  row,
                  () ->
                      measure(
                          RabbitMqSettings.parse(
                              new TriggerSpec(0, "rabbitmq", allMessages, spec.auth(), spec.env())),
                          status,
                          body))
              .orElseThrow();
      assertThat(value.value()).isEqualTo(row.expected("metricValueDerived").asDouble());
    }
  }

  private static Measurement measure(RabbitMqSettings settings, int status, String body)
      throws TriggerException {
    return settings
        .mode()
        .measure(
            RabbitMqManagement.read(settings, status, body, "http://host/api"),
            settings.activation());
  }

  private static void rabbitPages(Row row) {
    TriggerSpec spec =
        spec(
            row,
            "rabbitmq",
            Map.of("host", "http://somehost.com", "queueName", "^q", "useRegex", "true"));
    String body = body(row.input("httpBody"));
    int status = row.input("httpStatus").asInt(200);
    attempt(
        row,
        () -> RabbitMqManagement.read(RabbitMqSettings.parse(spec), status, body, "http://host"));
  }

  private static void rabbitAggregate(Row row) {
    List<RabbitMqQueue> queues = new ArrayList<>();
    row.input("queues")
        .forEach(
            queue ->
                queues.add(
                    new RabbitMqQueue(
                        queue.path("messages").asLong(),
                        queue.path("messages_ready").asLong(),
                        queue.path("publishRate").asDouble(),
                        queue.path("deliverGetRate").asDouble())));
    Optional<RabbitMqQueue> composed =
        RabbitMqQueue.composed(queues, row.input("operation").asText());
    if (expectsError(row)) {
      assertThat(composed).isEmpty();
    } else {
      assertThat(composed)
          .contains(
              new RabbitMqQueue(
                  row.expected("messages").asLong(),
                  row.expected("messages_ready").asLong(),
                  row.expected("publishRate").asDouble(),
                  row.expected("deliverGetRate").asDouble()));
    }
  }

  private static void rabbitActivity(Row row) {
    Measurement measured =
        mode(row.input("mode"))
            .measure(
                new RabbitMqQueue(
                    row.input("messages").asLong(),
                    0,
                    row.input("publishRate").asDouble(),
                    row.input("deliverGetRate").asDouble()),
                row.input("activationValue").asDouble());
    assertMilli(row, measured);
  }

  private static void rabbitConsumptionTime(Row row) {
    Map<String, String> given = new HashMap<>();
    given.put("host", "http://somehost.com");
    given.put("queueName", "evaluate_trials");
    given.put("mode", row.input("mode").asText());
    given.put("value", row.input("value").asText());
    if (!row.input("activationValue").isMissingNode()) {
      given.put("activationValue", row.input("activationValue").asText());
    }
    TriggerSpec spec = spec(row, "rabbitmq", given);
    String body = body(row.input("httpBody"));
    int status = row.input("httpStatus").asInt(200);
    attempt(row, () -> measure(RabbitMqSettings.parse(spec), status, body))
        .ifPresent(measured -> assertMilli(row, measured));
  }

  private static void assertMilli(Row row, Measurement measured) {
    assertThat(Math.round(measured.value() * 1000)).isEqualTo(row.expected("metricMilli").asLong());
    assertThat(measured.active()).isEqualTo(row.expected("active").asBoolean());
  }

  private static void kafkaParse(Row row) {
    String given = row.inputOf("type", "scaler").asText();
    boolean apache =
        given.isEmpty() ? row.source().contains("apache_kafka") : given.equals("apache-kafka");
    TriggerSpec spec = spec(row, apache ? "apache-kafka" : "kafka", Map.of());
    Optional<KafkaSettings> parsed =
        attempt(row, () -> apache ? KafkaSettings.parseApache(spec) : KafkaSettings.parse(spec));
    Map<String, Object> actual = new HashMap<>();
    parsed.ifPresent(settings -> actual.putAll(kafkaFields(settings, apache)));
    for (String key : KAFKA_FIELDS) {
      if (row.expects(key) && parsed.isPresent()) {
        assertThat(plain(row.expected(key))).as(key).isEqualTo(actual.get(key));
      }
    }
  }

  private static final List<String> KAFKA_FIELDS =
      List.of(
          "bootstrapServers",
          "group",
          "topic",
          "partitionLimitation",
          "lagThreshold",
          "activationLagThreshold",
          "offsetResetPolicy",
          "allowIdleConsumers",
          "excludePersistentLag",
          "scaleToZeroOnInvalidOffset",
          "limitToPartitionsWithLag",
          "ensureEvenDistributionOfPartitions",
          "fullMetadata");

  private static Map<String, Object> kafkaFields(KafkaSettings settings, boolean apache) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("bootstrapServers", settings.bootstrapServers());
    fields.put("group", settings.group());
    fields.put("topic", apache ? settings.topics() : String.join(",", settings.topics()));
    fields.put(
        "partitionLimitation",
        settings.partitions().map(p -> p.stream().map(Long::valueOf).toList()).orElse(null));
    fields.put("lagThreshold", settings.lagThreshold());
    fields.put("activationLagThreshold", settings.activationLagThreshold());
    fields.put("offsetResetPolicy", settings.earliest() ? "earliest" : "latest");
    fields.put("allowIdleConsumers", settings.allowIdleConsumers());
    fields.put("excludePersistentLag", settings.excludePersistentLag());
    fields.put("scaleToZeroOnInvalidOffset", settings.scaleToZeroOnInvalidOffset());
    fields.put("limitToPartitionsWithLag", settings.limitToPartitionsWithLag());
    fields.put("ensureEvenDistributionOfPartitions", settings.ensureEvenDistribution());
    fields.put("fullMetadata", settings.fullMetadata());
    return fields;
  }

  private static void kafkaPartitions(Row row) {
    Optional<List<Integer>> partitions =
        KafkaSettings.partitions(row.input("partitionLimitation").asText());
    if (expectsError(row)) {
      assertThat(partitions).isEmpty();
    } else {
      List<Integer> expected = new ArrayList<>();
      row.expected("partitions").forEach(p -> expected.add(p.asInt()));
      assertThat(partitions).contains(expected);
    }
  }

  private static void kafkaPartitionLag(Row row) {
    KafkaSettings settings = kafka(row);
    Lag lag =
        KafkaLag.ofPartition(
            settings,
            new Offsets(
                row.input("committedOffset").asLong(),
                offset(row.inputOf("previousOffset", "previousCommittedOffset")),
                offset(row.inputOf("earliestOffset", "startOffset")),
                offset(row.input("latestOffset"))));
    assertThat(lag.counted()).isEqualTo(row.expected("lag").asLong());
    assertThat(lag.withPersistent()).isEqualTo(row.expected("lagWithPersistent").asLong());
  }

  private static void kafkaCap(Row row) {
    List<Long> lags = new ArrayList<>();
    row.input("partitionLags").forEach(lag -> lags.add(lag.asLong()));
    KafkaSettings settings = kafka(row);
    long metric = KafkaLag.total(settings, lags);
    assertThat(metric).isEqualTo(row.expected("metricValue").asLong());
    assertThat(Math.ceilDiv(metric, settings.lagThreshold()))
        .isEqualTo(row.expected("hpaReplicasIgnoringTolerance").asLong());
  }

  private static void kafkaFactors(Row row) {
    List<Long> expected = new ArrayList<>();
    row.expected("factors").forEach(factor -> expected.add(factor.asLong()));
    assertThat(KafkaLag.factors(row.input("n").asLong())).isEqualTo(expected);
  }

  private static void kafkaNextFactor(Row row) {
    assertThat(
            KafkaLag.nextFactor(
                row.input("totalLag").asLong(),
                row.input("partitions").asLong(),
                row.input("lagThreshold").asLong()))
        .isEqualTo(row.expected("factor").asLong());
  }

  /** Settings of the switches that a row gives, without the checks of their combinations. */
  private static KafkaSettings kafka(Row row) {
    return new KafkaSettings(
        "s0-kafka-topic",
        List.of("localhost:9092"),
        "group",
        List.of("topic"),
        Optional.empty(),
        row.input("lagThreshold").asLong(10),
        0,
        row.input("offsetResetPolicy").asText().equals("earliest"),
        row.input("allowIdleConsumers").asBoolean(),
        row.input("excludePersistentLag").asBoolean(),
        row.input("scaleToZeroOnInvalidOffset").asBoolean(),
        row.input("limitToPartitionsWithLag").asBoolean(),
        row.input("ensureEvenDistributionOfPartitions").asBoolean(),
        true);
  }

  private static void sqsParse(Row row) {
    attempt(row, () -> SqsSettings.parse(spec(row, "aws-sqs-queue", Map.of())));
  }

  private static void sqsMetric(Row row) {
    // Rows about values leave the credentials out.
    TriggerSpec spec =
        spec(
            row,
            "aws-sqs-queue",
            Map.of("awsRegion", "eu-west-1", "queueURL", "queue", "identityOwner", "operator"));
    Map<String, String> attributes = row.map("attributes");
    Optional<Measurement> measured =
        attempt(row, () -> SqsSettings.parse(spec).measure(attributes));
    measured.ifPresent(
        m -> assertThat(m.value()).isEqualTo(row.expected("metricValue").asDouble()));
    if (measured.isPresent() && row.expects("active")) {
      assertThat(measured.orElseThrow().active()).isEqualTo(row.expected("active").asBoolean());
    }
  }

  private static void prometheusParse(Row row) {
    attempt(row, () -> PrometheusSettings.parse(spec(row, "prometheus", Map.of())));
  }

  private static void prometheusQuery(Row row) {
    int status = row.input("httpStatus").asInt();
    String body = body(row.input("httpBody"));
    boolean ignore = row.input("ignoreNullValues").asBoolean(true);
    Optional<Double> value = attempt(row, () -> PrometheusAnswer.read(status, body, "up", ignore));
    // With an error goes -1 in the original, which has no exceptions.
    assertThat(value.orElse(-1.0)).isEqualTo(row.expected("value").asDouble());
  }

  private static void metricName(Row row) {
    int index = row.input("triggerIndex").asInt();
    String group = row.inputOf("consumerGroup", "group").asText();
    String type = row.input("type").asText();
    String name =
        switch (type) {
          case "rabbitmq" -> MetricNames.rabbitMq(index, row.input("queueName").asText());
          case "kafka" -> MetricNames.kafka(index, texts(row.input("topic"), false), group);
          case "apache-kafka" -> MetricNames.kafka(index, texts(row.input("topic"), true), group);
          case "aws-sqs-queue" ->
              MetricNames.sqs(
                  index, SqsSettings.queueName(row.input("queueURL").asText()).orElseThrow());
          case "prometheus" -> MetricNames.prometheus(index);
          case "predictkube" -> MetricNames.predictKube(index);
          default -> abort("no trigger of type " + type + " is read here");
        };
    assertThat(name).isEqualTo(row.expected("metricName").asText());
  }

  private static List<String> texts(JsonNode node, boolean split) {
    if (node.isArray()) {
      List<String> texts = new ArrayList<>();
      node.forEach(text -> texts.add(text.asText()));
      return texts;
    }
    if (node.asText().isEmpty()) {
      return List.of();
    }
    return split
        ? List.of(node.asText().split(",")).stream().map(String::strip).toList()
        : List.of(node.asText());
  }

  private static TriggerSpec spec(Row row, String type, Map<String, String> given) {
    Map<String, String> metadata = new HashMap<>(given);
    metadata.putAll(row.map("triggerMetadata"));
    JsonNode env = row.input("resolvedEnv");
    JsonNode identity = row.input("podIdentity");
    String provider =
        identity.isObject() ? identity.path("provider").asText() : identity.asText("");
    JsonNode otherName = row.input("podIdentityProvider");
    return new TriggerSpec(
        row.input("triggerIndex").asInt(0),
        type,
        metadata,
        row.map("authParams"),
        env.isMissingNode() && type.equals("rabbitmq") ? RABBIT_ENV : row.map("resolvedEnv"),
        otherName.isTextual() ? otherName.asText() : provider);
  }

  /** Empty if it fails as the row expects. */
  private static <T> Optional<T> attempt(Row row, Attempt<T> attempt) {
    boolean expectsError = expectsError(row);
    try {
      T value = attempt.get();
      assertThat(expectsError).as("the row expects an error, but got " + value).isFalse();
      return Optional.of(value);
    } catch (TriggerException e) {
      assertThat(expectsError).as("the row expects no error: " + e.getMessage()).isTrue();
      assertThat(e.getMessage()).doesNotContain("\n");
      if (row.expected("errorContains").isTextual()) {
        assertThat(e.getMessage()).contains(row.expected("errorContains").asText());
      }
      if (row.expected("error").isTextual()) {
        assertThat(e.getMessage()).contains(row.expected("error").asText());
      }
      return Optional.empty();
    }
  }

  private static boolean expectsError(Row row) {
    JsonNode error = row.expected("error");
    boolean contains =
        row.expected("errorContains").isTextual()
            && !row.expected("errorContains").asText().isEmpty();
    return contains || error.asBoolean() || (error.isTextual() && !error.asText().isEmpty());
  }

  private static RabbitMqMode mode(JsonNode name) {
    return RabbitMqMode.of(name.asText()).orElseThrow();
  }

  private static OptionalLong offset(JsonNode node) {
    return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
  }

  private static String body(JsonNode body) {
    return body.isTextual() ? body.asText() : body.toString();
  }

  /** A JSON value as the plain Java value that the settings have. */
  private static Object plain(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(plain(item)));
      return items;
    }
    return node.isBoolean()
        ? node.asBoolean()
        : node.isNumber() ? (Object) node.asLong() : node.asText();
  }
}
