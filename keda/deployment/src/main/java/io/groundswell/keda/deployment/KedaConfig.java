package io.groundswell.keda.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How the application scales: {@code quarkus.keda.*}, read at build. What is not set is not
 * written, so that KEDA's own default holds. Periods are whole seconds.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "quarkus.keda")
public interface KedaConfig {

  /** Whether anything is derived, checked or mended at all. */
  @WithDefault("true")
  boolean enabled();

  /**
   * What scales the application: {@code keda}, by a ScaledObject; {@code hpa}, by a plain
   * HorizontalPodAutoscaler, which needs no KEDA and never goes below one replica.
   */
  @WithDefault("keda")
  Autoscaler autoscaler();

  /** Name of the ScaledObject or HorizontalPodAutoscaler. That of the Deployment, unless set. */
  Optional<String> name();

  /** Fewest replicas. KEDA's default is 0, an HPA's 1. */
  OptionalInt minReplicas();

  /** Most replicas. KEDA's default is 100; an HPA has none. */
  OptionalInt maxReplicas();

  /** Replicas while nothing is to be done. Below the minimum; in practice 0. */
  OptionalInt idleReplicas();

  /** How often KEDA reads the triggers. Its default is 30 s. */
  Optional<Duration> pollingInterval();

  /** How long after the last activity the last replicas go. KEDA's default is 300 s. */
  Optional<Duration> cooldownPeriod();

  /** How long after its creation the application may first go to zero. KEDA's default is 0 s. */
  Optional<Duration> initialCooldownPeriod();

  /** Replicas while a trigger can't be read. */
  Optional<Fallback> fallback();

  /** How fast the HPA may scale. */
  Behavior behavior();

  /** Whether scaling is paused, with the replicas as they are. */
  @WithDefault("false")
  boolean paused();

  /** Pauses scaling with so many replicas. */
  OptionalInt pausedReplicas();

  /** Whether scaling in is paused. */
  @WithDefault("false")
  boolean pausedScaleIn();

  /** Whether scaling out is paused. */
  @WithDefault("false")
  boolean pausedScaleOut();

  /** How KEDA and the application reach RabbitMQ. */
  RabbitMq rabbitmq();

  /** How KEDA and the application reach Kafka. */
  Kafka kafka();

  /** How KEDA and the application reach SQS. */
  Sqs sqs();

  /** Settings of the triggers that incoming channels imply, by channel. */
  @WithDefaults
  Map<String, ChannelTrigger> channels();

  /** Triggers that no channel implies, by name. */
  Map<String, OtherTrigger> triggers();

  /** With {@code autoscaler=hpa}: metrics of its pods that it scales on, by the metric's name. */
  Map<String, PodsMetric> podsMetrics();

  /** Istio's way to the application. */
  Istio istio();

  /** What is mended in the Deployment. */
  Deployment deployment();

  /** Replicas while a trigger can't be read. */
  interface Fallback {

    /** Failures in a row that are borne. */
    int failureThreshold();

    /** Replicas then. */
    int replicas();

    /**
     * What {@code replicas} is held against: {@code static} (KEDA's default), {@code
     * currentReplicas}, {@code currentReplicasIfHigher} or {@code currentReplicasIfLower}.
     */
    Optional<FallbackBehavior> behavior();
  }

  /** How fast the HPA may scale, each way. */
  interface Behavior {

    /** Scaling out. */
    ScalingRules scaleUp();

    /** Scaling in, save the last step to zero, which is KEDA's. */
    ScalingRules scaleDown();
  }

  /** Rules of one direction. */
  interface ScalingRules {

    /** Span over which the most cautious recommendation holds, 0 s to 3600 s. */
    Optional<Duration> stabilizationWindow();

    /**
     * Which policy holds where several allow different changes: {@code Max}, {@code Min} or {@code
     * Disabled}, which forbids any change.
     */
    Optional<SelectPolicy> selectPolicy();

    /** Deviation from the target that is left alone, as a ratio: 0.1 is 10 %. */
    Optional<BigDecimal> tolerance();

    /** Limits of change. */
    List<Policy> policies();
  }

  /** A limit of change within a period. */
  interface Policy {

    /** What {@code value} counts: {@code Pods} or {@code Percent}. */
    PolicyType type();

    /** Most pods, or per cent of the pods, that may come or go within the period. */
    int value();

    /** The period, 1 s to 1800 s. */
    Duration period();
  }

  /** How KEDA and the application reach RabbitMQ. */
  interface RabbitMq {

    /**
     * How KEDA reads the queue. Over {@code http} it sees ready and unacknowledged messages; over
     * {@code amqp} only ready ones, and may scale to zero while messages are in hand.
     */
    @WithDefault("http")
    RabbitMqProtocol protocol();

    /** The Secret that holds the broker's addresses. It is referred to, never written. */
    RabbitMqSecret secret();

    /** Variable of the application's container that holds the AMQP address. */
    @WithDefault("AMQP_ADDR")
    String addressVariable();
  }

  /** The Secret that holds the broker's addresses. */
  interface RabbitMqSecret {

    /** Name of the Secret that holds the broker's addresses. */
    @WithDefault("rabbitmq")
    String name();

    /** Key of the management API's URL, with credentials. */
    @WithDefault("http")
    String httpKey();

    /** Key of the AMQP URL, with credentials. */
    @WithDefault("amqp")
    String amqpKey();
  }

  /** How KEDA and the application reach Kafka. */
  interface Kafka {

    /** KEDA's scaler: {@code kafka}, or {@code apache-kafka}, which has a client of its own. */
    @WithDefault("kafka")
    KafkaScaler scaler();

    /** The Secret that holds address and credentials. It is referred to, never written. */
    KafkaSecret secret();

    /** Variable of the application's container that holds the address, for KEDA as well. */
    @WithDefault("KAFKA_BOOTSTRAP_SERVERS")
    String addressVariable();
  }

  /** The Secret that holds Kafka's address and credentials. */
  interface KafkaSecret {

    /** Name of the Secret that holds address and credentials. */
    @WithDefault("kafka")
    String name();

    /** Key of the address: host:port, and further ones after commas. */
    @WithDefault("bootstrap-servers")
    String bootstrapServersKey();

    /** With SASL: key of KEDA's user name. */
    @WithDefault("username")
    String usernameKey();

    /** With SASL: key of KEDA's password. */
    @WithDefault("password")
    String passwordKey();

    /** With SASL: key of the application's {@code sasl.jaas.config}. */
    @WithDefault("sasl-jaas-config")
    String saslJaasConfigKey();

    /** With a trust store: key of the authority's certificate, in PEM. */
    @WithDefault("ca")
    String caKey();

    /** With a key store: key of KEDA's certificate, in PEM. */
    @WithDefault("cert")
    String certificateKey();

    /** With a key store: key of KEDA's private key, in PEM. */
    @WithDefault("key")
    String privateKeyKey();
  }

  /** How KEDA and the application reach SQS. */
  interface Sqs {

    /**
     * As whom KEDA asks: {@code aws}, by the pod identity of a TriggerAuthentication; {@code
     * operator}, as KEDA's operator itself, the older way without a TriggerAuthentication; {@code
     * secret}, with an access key from the Secret, which the application gets too, for an emulator.
     */
    @WithDefault("aws")
    SqsIdentity identity();

    /**
     * The pod's service account, which the application's AWS client needs. Its own name, unless
     * set.
     */
    Optional<String> serviceAccount();

    /**
     * The IAM role of the service account, as its annotation {@code eks.amazonaws.com/role-arn}.
     */
    Optional<String> roleArn();

    /** Address of an emulator, as KEDA reaches it. None for AWS itself. */
    Optional<String> endpoint();

    /**
     * Variable that the channel's {@code queue.url} is taken from; the container gets it, for KEDA
     * as well.
     */
    @WithDefault("SQS_QUEUE_URL")
    String queueUrlVariable();

    /** The Secret that holds URL, region and the like. It is referred to, never written. */
    SqsSecret secret();
  }

  /** The Secret that holds what has to be known of SQS. */
  interface SqsSecret {

    /** Name of the Secret that holds URL, region and the like. */
    @WithDefault("sqs")
    String name();

    /** Key of the queue's URL. */
    @WithDefault("queue-url")
    String queueUrlKey();

    /** Key of the region, where no setting names it. */
    @WithDefault("region")
    String regionKey();

    /** With an emulator: key of its address, as the application reaches it. */
    @WithDefault("endpoint")
    String endpointKey();

    /** With identity {@code secret}: key of the access key's id. */
    @WithDefault("access-key-id")
    String accessKeyIdKey();

    /** With identity {@code secret}: key of the secret access key. */
    @WithDefault("secret-access-key")
    String secretAccessKeyKey();
  }

  /** Settings of the trigger that an incoming channel implies. */
  interface ChannelTrigger {

    /** Whether the channel scales the application. */
    @WithDefault("true")
    boolean enabled();

    /**
     * How much of the metric one replica is to have: messages of a queue, or of a topic's lag.
     * KEDA's defaults, unless set: 20 for RabbitMQ, 10 for Kafka, 5 for SQS.
     */
    Optional<BigDecimal> target();

    /** The metric must be above this for the application to rise from zero. KEDA's default is 0. */
    Optional<BigDecimal> activation();

    /**
     * RabbitMQ: what of the queue is measured, {@code QueueLength} unless set; over http also
     * {@code MessageRate}, {@code DeliverGetRate}, {@code PublishedToDeliveredRatio} or {@code
     * ExpectedQueueConsumptionTime}.
     */
    Optional<String> mode();

    /** Kafka: how many partitions the topic has, which no more replicas can share. */
    OptionalInt partitions();

    /** How the HPA uses the metric: {@code AverageValue} (KEDA's default) or {@code Value}. */
    Optional<MetricType> metricType();

    /** Whether the HPA is answered with what the last poll saw. */
    Optional<Boolean> useCachedMetrics();

    /** An existing TriggerAuthentication, in place of the derived one. */
    Optional<String> authentication();

    /** Further keys of the trigger, as KEDA's scaler names them. */
    Map<String, String> metadata();

    /** Keys of the metadata that are not held against those of KEDA's scaler. */
    Optional<Set<String>> unchecked();
  }

  /** A trigger that no channel implies. */
  interface OtherTrigger {

    /** KEDA's scaler: {@code cron}, {@code prometheus}, ... */
    String type();

    /** Keys of the trigger, as KEDA's scaler names them. */
    Map<String, String> metadata();

    /**
     * How the HPA uses the metric: {@code AverageValue} (KEDA's default) or {@code Value}; for
     * {@code cpu} and {@code memory} {@code Utilization} or {@code AverageValue}.
     */
    Optional<MetricType> metricType();

    /** Whether the HPA is answered with what the last poll saw. */
    Optional<Boolean> useCachedMetrics();

    /** An existing TriggerAuthentication. */
    Optional<String> authentication();

    /** Its kind: {@code TriggerAuthentication} or {@code ClusterTriggerAuthentication}. */
    @WithDefault("TriggerAuthentication")
    AuthenticationKind authenticationKind();

    /** Parameters from Secrets, by parameter; a TriggerAuthentication is derived from them. */
    Map<String, SecretKey> secrets();

    /** Keys of the metadata and parameters that are not held against those of KEDA's scaler. */
    Optional<Set<String>> unchecked();
  }

  /** A key of a Secret in the application's namespace. */
  interface SecretKey {

    /** The Secret's name. */
    String name();

    /** The key. */
    String key();
  }

  /** A metric of the pods, as the custom metrics API has it. */
  interface PodsMetric {

    /** How much of it one replica is to have. */
    BigDecimal target();

    /** Prometheus' series that it is made of; a rule for the Prometheus adapter is written then. */
    Optional<String> series();

    /**
     * How it is made of the series: PromQL, with the adapter's {@code <<.Series>>}, {@code
     * <<.LabelMatchers>>} and {@code <<.GroupBy>>}.
     */
    Optional<String> query();
  }

  /** Istio's way to the application. */
  interface Istio {

    /** Whether a Gateway, a VirtualService and a DestinationRule are written. */
    @WithDefault("false")
    boolean enabled();

    /** Hosts that the gateway answers for. */
    @WithDefault("*")
    List<String> hosts();

    /** The label {@code istio} of the pods that are the gateway. */
    @WithDefault("ingressgateway")
    String gateway();

    /** How often a request that failed is tried again, at most. */
    @WithDefault("3")
    int retries();

    /** How long one try may take. */
    @WithDefault("500ms")
    Duration perTryTimeout();

    /** Which failures are tried again, as Envoy names them. */
    @WithDefault("5xx")
    String retryOn();
  }

  /** What is mended in the Deployment. */
  interface Deployment {

    /** Whether the Deployment is mended. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Time from SIGTERM to SIGKILL. The drain (quarkus.shutdown.delay and .timeout) and 5 s more,
     * but at least 30 s, unless set.
     */
    Optional<Duration> gracePeriod();

    /** Whether the container's root file system is read-only, with an empty {@code /tmp}. */
    @WithDefault("true")
    boolean readOnlyRootFilesystem();

    /**
     * Whether the pod gets a token for the Kubernetes API. Only where the application has a client
     * or a service account, unless set.
     */
    Optional<Boolean> automountServiceAccountToken();
  }

  /** What scales the application. */
  enum Autoscaler {
    KEDA,
    HPA
  }

  /** What {@code replicas} of a fallback is held against. */
  enum FallbackBehavior {
    STATIC("static"),
    CURRENT_REPLICAS("currentReplicas"),
    CURRENT_REPLICAS_IF_HIGHER("currentReplicasIfHigher"),
    CURRENT_REPLICAS_IF_LOWER("currentReplicasIfLower");

    final String text;

    FallbackBehavior(String text) {
      this.text = text;
    }
  }

  /** Which policy holds where several allow different changes. */
  enum SelectPolicy {
    MAX("Max"),
    MIN("Min"),
    DISABLED("Disabled");

    final String text;

    SelectPolicy(String text) {
      this.text = text;
    }
  }

  /** What a policy's value counts. */
  enum PolicyType {
    PODS("Pods"),
    PERCENT("Percent");

    final String text;

    PolicyType(String text) {
      this.text = text;
    }
  }

  /** How KEDA reads a RabbitMQ queue. */
  enum RabbitMqProtocol {
    HTTP("http"),
    AMQP("amqp");

    final String text;

    RabbitMqProtocol(String text) {
      this.text = text;
    }
  }

  /** KEDA's scalers for Kafka. */
  enum KafkaScaler {
    KAFKA("kafka"),
    APACHE_KAFKA("apache-kafka");

    final String text;

    KafkaScaler(String text) {
      this.text = text;
    }
  }

  /** As whom KEDA asks SQS. */
  enum SqsIdentity {
    AWS,
    OPERATOR,
    SECRET
  }

  /** How the HPA uses a metric. */
  enum MetricType {
    AVERAGE_VALUE("AverageValue"),
    VALUE("Value"),
    UTILIZATION("Utilization");

    final String text;

    MetricType(String text) {
      this.text = text;
    }
  }

  /** Kind of an existing authentication. */
  enum AuthenticationKind {
    TRIGGER_AUTHENTICATION("TriggerAuthentication"),
    CLUSTER_TRIGGER_AUTHENTICATION("ClusterTriggerAuthentication");

    final String text;

    AuthenticationKind(String text) {
      this.text = text;
    }
  }
}
