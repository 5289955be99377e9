package io.groundswell.lab.run;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerException;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.brokers.ExternalKafka;
import io.groundswell.brokers.QueueCounts;
import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Environment;
import io.groundswell.lab.app.SecretKey;
import io.groundswell.lab.app.Secrets;
import io.groundswell.triggers.Trigger;
import io.groundswell.triggers.TriggerException;
import io.groundswell.triggers.TriggerSpec;
import io.groundswell.triggers.Triggers;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What replicas, producer and triggers must know to reach a broker: where a cluster has a Service
 * and a Secret of the name {@code rabbitmq}, {@code kafka} or {@code sqs}, the lab has this.
 */
final class Backend implements AutoCloseable {

  private static final int AMQP_PORT = 5672;
  private static final int MANAGEMENT_PORT = 15672;

  /** The trigger types that read a kind of broker. */
  static final Map<BrokerKind, List<String>> TRIGGERS =
      Map.of(
          BrokerKind.RABBITMQ, List.of("rabbitmq"),
          BrokerKind.KAFKA, List.of("kafka", "apache-kafka"),
          BrokerKind.SQS, List.of("aws-sqs-queue"));

  /** What a trigger says of its source; the lab says it instead. */
  private static final Map<BrokerKind, List<String>> SOURCE =
      Map.of(
          BrokerKind.RABBITMQ, List.of("host", "hostFromEnv"),
          BrokerKind.KAFKA,
              List.of("bootstrapServers", "bootstrapServersFromEnv", "sasl", "tls", "unsafeSsl"),
          BrokerKind.SQS,
              List.of(
                  "queueURL",
                  "queueURLFromEnv",
                  "awsRegion",
                  "awsEndpoint",
                  "identityOwner",
                  "awsAccessKeyID",
                  "awsAccessKeyIDFromEnv",
                  "awsSecretAccessKeyFromEnv"));

  private final Broker broker;
  private final Map<String, String> clientEnvironment;

  /** Counts the lag of the group that the application is; only of Kafka. */
  private final Optional<ExternalKafka> lag;

  /**
   * @param broker started
   * @param queue of the orders, which exists
   * @param group Kafka's consumer group that takes them
   */
  Backend(Broker broker, String queue, String group) {
    this.broker = broker;
    this.clientEnvironment = broker.clientEnvironment(queue);
    this.lag =
        kind() == BrokerKind.KAFKA
            ? Optional.of(
                new ExternalKafka(
                    broker.address().getAuthority(),
                    ExternalKafka.clientProperties(clientEnvironment),
                    group))
            : Optional.empty();
  }

  BrokerKind kind() {
    return broker.kind();
  }

  /** May hold a password. */
  URI address() {
    return broker.address();
  }

  /** The variables that the services know, and those that any Quarkus application does. */
  Map<String, String> clientEnvironment() {
    return clientEnvironment;
  }

  /** The properties of Kafka's clients, bootstrap servers among them. */
  Map<String, String> kafkaClient() {
    Map<String, String> properties = new HashMap<>();
    properties.put("security.protocol", "PLAINTEXT");
    properties.putAll(ExternalKafka.clientProperties(clientEnvironment));
    properties.put("bootstrap.servers", broker.address().getAuthority());
    return properties;
  }

  /** Resolves the rest of a container's environment. */
  Environment environment() {
    return switch (kind()) {
      case RABBITMQ -> rabbitMqEnvironment();
      case KAFKA ->
          environment(Map.of("bootstrap-servers", broker.address().getAuthority()), Map.of());
      case SQS -> {
        Map<String, String> secret = new HashMap<>();
        secret.put("queue-url", clientEnvironment.get("SQS_QUEUE_URL"));
        secret.put("region", clientEnvironment.get("AWS_REGION"));
        secret.put("endpoint", clientEnvironment.getOrDefault("AWS_ENDPOINT_URL_SQS", ""));
        yield environment(secret, Map.of());
      }
    };
  }

  private Environment rabbitMqEnvironment() {
    Map<String, String> secret = new HashMap<>();
    secret.put("amqp", broker.address().toString());
    secret.put("username", clientEnvironment.get("RABBITMQ_USERNAME"));
    secret.put("password", clientEnvironment.get("RABBITMQ_PASSWORD"));
    Map<String, String> services = new HashMap<>();
    services.put(
        kind() + ":" + AMQP_PORT,
        broker.address().getHost() + ":" + clientEnvironment.get("RABBITMQ_PORT"));
    broker
        .management()
        .ifPresent(
            http -> {
              secret.put("http", http.toString());
              services.put(kind() + ":" + MANAGEMENT_PORT, http.getHost() + ":" + http.getPort());
            });
    return environment(secret, services);
  }

  /** With a Secret of the broker's name. */
  private Environment environment(Map<String, String> secret, Map<String, String> services) {
    Map<SecretKey, String> secrets = new HashMap<>();
    secret.forEach((key, value) -> secrets.put(new SecretKey(kind().toString(), key), value));
    return new Environment(new Secrets(secrets), services);
  }

  /**
   * Opens a trigger of the ScaledObject on this broker, with its metadata as it is but for the
   * source, which is this broker.
   *
   * @param environment the replicas', resolved, for settings that come from it
   * @throws LabException if the trigger's settings are wrong, or it doesn't read this broker
   */
  Trigger open(io.groundswell.autoscaler.Trigger trigger, Map<String, String> environment) {
    if (!TRIGGERS.get(kind()).contains(trigger.type())) {
      throw new LabException(
          "trigger "
              + trigger.index()
              + " is of type "
              + trigger.type()
              + ", but the broker is "
              + kind()
              + ": the lab can't run it");
    }
    Map<String, String> metadata = new HashMap<>(trigger.metadata());
    metadata.keySet().removeAll(SOURCE.get(kind()));
    Map<String, String> auth = new HashMap<>();
    String podIdentity = "";
    switch (kind()) {
      case RABBITMQ -> auth.put("host", host(metadata.getOrDefault("protocol", "auto")).toString());
      case KAFKA -> metadata.put("bootstrapServers", broker.address().getAuthority());
      case SQS -> {
        metadata.put("queueURL", clientEnvironment.get("SQS_QUEUE_URL"));
        metadata.put("awsRegion", clientEnvironment.get("AWS_REGION"));
        put(metadata, "awsEndpoint", "AWS_ENDPOINT_URL_SQS");
        put(auth, "awsAccessKeyID", "AWS_ACCESS_KEY_ID");
        put(auth, "awsSecretAccessKey", "AWS_SECRET_ACCESS_KEY");
        podIdentity = "aws";
      }
    }
    try {
      return Triggers.open(
          new TriggerSpec(
              trigger.index(), trigger.type(), metadata, auth, environment, podIdentity),
          kind() == BrokerKind.KAFKA ? kafkaClient() : Map.of());
    } catch (TriggerException e) {
      throw new LabException(
          "trigger " + trigger.index() + " (" + trigger.type() + "): " + e.getMessage(), e);
    }
  }

  private void put(Map<String, String> settings, String key, String variable) {
    if (clientEnvironment.containsKey(variable)) {
      settings.put(key, clientEnvironment.get(variable));
    }
  }

  private URI host(String protocol) {
    if (protocol.equals("amqp")) {
      return broker.address();
    }
    String virtualHost = broker.address().getRawPath();
    return broker
        .management()
        .map(
            base ->
                virtualHost == null || virtualHost.length() <= 1 ? base : base.resolve(virtualHost))
        .orElseThrow(
            () ->
                new LabException(
                    "the trigger's protocol is "
                        + protocol
                        + ", but the broker has no management API: enable RabbitMQ's management"
                        + " plugin, name the API by --management-url, or derive the manifest with"
                        + " protocol amqp"));
  }

  /** The messages of a queue; empty if the broker can't say now. */
  Optional<QueueCounts> count(String queue) {
    try {
      Broker counter = lag.isPresent() ? lag.get() : broker;
      return Optional.of(counter.count(queue));
    } catch (BrokerException e) {
      return Optional.empty();
    }
  }

  /**
   * The partitions among which a queue's consumers share, where the broker has such; 0 where it
   * doesn't.
   */
  int partitions(String queue) {
    return lag.map(kafka -> kafka.partitions(queue)).orElse(0);
  }

  @Override
  public void close() {
    lag.ifPresent(ExternalKafka::close);
  }
}
