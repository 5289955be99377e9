package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.ScaledObjects.Target;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An application's settings, and what the extension makes of them. */
final class Application {

  private static final ScalerSchema SCHEMA = ScalerSchema.load();

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Problems problems = new Problems();
  private Drain drain = Drain.NONE;
  private CodeChannels code = CodeChannels.NONE;
  private Target target = new Target("apps/v1", "Deployment", "consumer");

  /** An application without channels. */
  static Application bare() {
    return new Application();
  }

  /** An application that takes {@code orders} from RabbitMQ, as it should. */
  static Application consumer() {
    return bare()
        .set("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq")
        .set("mp.messaging.incoming.orders.max-outstanding-messages", "10");
  }

  /** An application that takes {@code orders} from Kafka, as it should. */
  static Application kafkaConsumer() {
    return bare()
        .set("quarkus.application.name", "consumer")
        .set("mp.messaging.incoming.orders.connector", "smallrye-kafka")
        .set("mp.messaging.incoming.orders.auto.offset.reset", "earliest");
  }

  /** An application that takes {@code orders} from SQS, as it should. */
  static Application sqsConsumer() {
    return bare()
        .set("mp.messaging.incoming.orders.connector", "smallrye-sqs")
        .set("mp.messaging.incoming.orders.queue.url", "${SQS_QUEUE_URL}")
        .set("quarkus.keda.channels.orders.target", "10");
  }

  Application set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  Application drainingFor(Duration delay, Duration timeout) {
    drain = new Drain(delay, timeout);
    return this;
  }

  Application deployedAs(String kind) {
    target = new Target("batch/v1", kind, "consumer");
    return this;
  }

  Application whoseCodeSays(CodeChannels channels) {
    code = channels;
    return this;
  }

  SmallRyeConfig config() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withMapping(KedaConfig.class)
        .withSources(new PropertiesConfigSource(settings, "application", 100))
        .build();
  }

  KedaConfig settings() {
    return config().getConfigMapping(KedaConfig.class);
  }

  List<Channel> channels() {
    return Channels.read(config(), code);
  }

  Derivation derive() {
    return Derivation.of(settings(), channels(), target, drain, SCHEMA, problems);
  }

  /** What is wrong with the settings. */
  List<String> problems() {
    derive();
    return problems.lines();
  }

  List<String> warnings() {
    derive();
    return problems.warnings();
  }

  /** The specification of the ScaledObject or HorizontalPodAutoscaler. */
  Map<String, Object> scaledObject() {
    return derive().resources().getFirst().spec();
  }

  /** The metadata of the only trigger. */
  @SuppressWarnings("unchecked") // a ScaledObject's specification is made of maps and lists
  Map<String, String> trigger() {
    List<Map<String, Object>> triggers = (List<Map<String, Object>>) scaledObject().get("triggers");
    return (Map<String, String>) triggers.getFirst().get("metadata");
  }
}
