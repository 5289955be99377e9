package io.groundswell.triggers;

import static io.groundswell.triggers.Config.Place.AUTH;
import static io.groundswell.triggers.Config.Place.ENV;
import static io.groundswell.triggers.Config.Place.METADATA;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Settings of a {@code kafka} or {@code apache-kafka} trigger, by the rules of KEDA's {@code
 * kafka_scaler.go} and {@code apache_kafka_scaler.go}.
 *
 * @param metricName the external metric's name
 * @param bootstrapServers host:port, at least one
 * @param group the consumer group
 * @param topics empty for all topics of the group
 * @param partitions the only partitions that count; empty for all
 * @param lagThreshold the target of one replica, above 0
 * @param activationLagThreshold active above this
 * @param earliest the group's consumers start at the earliest offset, not at the latest
 * @param allowIdleConsumers more replicas than partitions are fine
 * @param excludePersistentLag a partition whose consumer doesn't move counts as without lag
 * @param scaleToZeroOnInvalidOffset a partition without a committed offset counts as without lag
 * @param limitToPartitionsWithLag no more replicas than partitions with lag
 * @param ensureEvenDistribution replicas divide the partitions evenly
 * @param fullMetadata fetch the cluster's metadata, not the topic's alone
 */
record KafkaSettings(
    String metricName,
    List<String> bootstrapServers,
    String group,
    List<String> topics,
    Optional<List<Integer>> partitions,
    long lagThreshold,
    long activationLagThreshold,
    boolean earliest,
    boolean allowIdleConsumers,
    boolean excludePersistentLag,
    boolean scaleToZeroOnInvalidOffset,
    boolean limitToPartitionsWithLag,
    boolean ensureEvenDistribution,
    boolean fullMetadata)
    implements TriggerSettings {

  /** More would be a slip of the pen, and cost the memory. */
  private static final int MAX_PARTITIONS = 1_000_000;

  private static final Pattern VERSION =
      Pattern.compile("0\\.[0-9]+\\.[0-9]+\\.[0-9]+|[1-9][0-9]*\\.[0-9]+\\.[0-9]+");

  static KafkaSettings parse(TriggerSpec spec) throws TriggerException {
    Config config = new Config(spec);
    String topic = config.text("topic", METADATA, ENV);
    boolean fullMetadata = config.flag("fullMetadata", true, METADATA);
    String version = config.textOr("version", "1.0.0", METADATA);
    KafkaSettings settings =
        common(spec, config, topic.isEmpty() ? List.of() : List.of(topic), fullMetadata);
    config.flag("unsafeSsl", false, METADATA);
    config.flag("kerberosDisableFAST", false, AUTH);
    String tls = config.oneOf("tls", "disable", List.of("enable", "disable"), METADATA, AUTH);
    String sasl =
        config.oneOf(
            "sasl",
            "none",
            List.of("none", "plaintext", "scram_sha256", "scram_sha512", "oauthbearer", "gssapi"),
            METADATA,
            AUTH);
    String provider =
        config.oneOf(
            "saslTokenProvider", "bearer", List.of("bearer", "aws_msk_iam"), METADATA, AUTH);
    config.check();

    settings.checkCombinations(config);
    if (topic.isEmpty() && settings.ensureEvenDistribution) {
      config.problem("topic must be specified when using ensureEvenDistributionOfPartitions");
    }
    if (settings.limitToPartitionsWithLag && settings.ensureEvenDistribution) {
      config.problem(
          "limitToPartitionsWithLag and ensureEvenDistributionOfPartitions cannot be set"
              + " simultaneously");
    }
    if (topic.isEmpty() && !fullMetadata) {
      config.problem("topic must be specified when fullMetadata is false");
    }
    if (!VERSION.matcher(version).matches()) {
      config.problem("error parsing kafka version: invalid version `" + version + "`");
    }
    checkCertificate(config, tls);
    checkSasl(config, sasl, provider, tls);
    config.check();
    return settings;
  }

  static KafkaSettings parseApache(TriggerSpec spec) throws TriggerException {
    Config config = new Config(spec);
    KafkaSettings settings = common(spec, config, config.list("topic", METADATA, ENV), true);
    String tls = config.oneOf("tls", "disable", List.of("enable", "disable"), METADATA, AUTH);
    String sasl =
        config.oneOf(
            "sasl",
            "none",
            List.of("none", "plaintext", "scram_sha256", "scram_sha512", "gssapi", "aws_msk_iam"),
            METADATA,
            AUTH);
    config.check();

    settings.checkCombinations(config);
    checkCertificate(config, tls);
    checkOnce(config, "sasl");
    checkOnce(config, "tls");
    switch (sasl) {
      case "plaintext", "scram_sha256", "scram_sha512" -> checkUser(config);
      case "aws_msk_iam" -> {
        checkMsk(config, tls);
        AwsCredentials.check(spec, config);
      }
      default -> {}
    }
    config.check();
    return settings;
  }

  @Override
  public double target() {
    return lagThreshold;
  }

  @Override
  public double activation() {
    return activationLagThreshold;
  }

  /**
   * Partitions of a list with ranges, such as {@code 1-4,8,10-12}.
   *
   * @return empty if the text is malformed, or names more than a million
   */
  static Optional<List<Integer>> partitions(String text) {
    List<Integer> partitions = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      OptionalInt first = GoText.integer32(ends[0].strip());
      OptionalInt last = ends.length == 2 ? GoText.integer32(ends[1].strip()) : first;
      if (ends.length > 2 || first.isEmpty() || last.isEmpty()) {
        return Optional.empty();
      }
      long count = (long) last.getAsInt() - first.getAsInt() + 1;
      if (count + partitions.size() > MAX_PARTITIONS) {
        return Optional.empty();
      }
      for (long i = 0; i < count; i++) {
        partitions.add((int) (first.getAsInt() + i));
      }
    }
    return Optional.of(partitions);
  }

  private static KafkaSettings common(
      TriggerSpec spec, Config config, List<String> topics, boolean fullMetadata) {
    List<String> servers = config.requiredList("bootstrapServers", METADATA, ENV);
    String group = config.required("consumerGroup", METADATA, ENV);
    String limitation = config.text("partitionLimitation", METADATA);
    Optional<List<Integer>> partitions =
        limitation.isEmpty() ? Optional.empty() : partitions(limitation);
    if (!limitation.isEmpty() && partitions.isEmpty()) {
      config.problem(
          "invalid partition limitation: " + limitation + ", must be of the form 1-4,8,10-12");
    }
    String reset =
        config.oneOf("offsetResetPolicy", "latest", List.of("latest", "earliest"), METADATA);
    return new KafkaSettings(
        MetricNames.kafka(spec.index(), topics, group),
        servers,
        group,
        topics,
        topics.isEmpty() ? Optional.empty() : partitions,
        config.whole("lagThreshold", 10),
        config.whole("activationLagThreshold", 0),
        reset.equals("earliest"),
        config.flag("allowIdleConsumers", false, METADATA),
        config.flag("excludePersistentLag", false, METADATA),
        config.flag("scaleToZeroOnInvalidOffset", false, METADATA),
        config.flag("limitToPartitionsWithLag", false, METADATA),
        config.flag("ensureEvenDistributionOfPartitions", false, METADATA),
        fullMetadata);
  }

  private void checkCombinations(Config config) {
    if (lagThreshold <= 0) {
      config.problem("\"lagThreshold\" is " + lagThreshold + ", must be positive number");
    }
    if (activationLagThreshold < 0) {
      config.problem(
          "\"activationLagThreshold\" is "
              + activationLagThreshold
              + ", must be a non-negative number");
    }
    if (allowIdleConsumers && limitToPartitionsWithLag) {
      config.problem(
          "allowIdleConsumers and limitToPartitionsWithLag cannot be set simultaneously");
    }
    if (topics.isEmpty() && limitToPartitionsWithLag) {
      config.problem("topic must be specified when using limitToPartitionsWithLag");
    }
  }

  private static void checkCertificate(Config config, String tls) {
    boolean certificate = !config.text("cert", AUTH).isEmpty();
    boolean key = !config.text("key", AUTH).isEmpty();
    if (tls.equals("enable") && certificate != key) {
      config.problem(
          certificate ? "key must be provided with cert" : "cert must be provided with key");
    }
  }

  private static void checkOnce(Config config, String key) {
    if (!config.text(key, METADATA).isEmpty() && !config.text(key, AUTH).isEmpty()) {
      config.problem(
          "unable to set `" + key + "` in both ScaledObject and TriggerAuthentication together");
    }
  }

  private static void checkSasl(Config config, String sasl, String provider, String tls) {
    switch (sasl) {
      case "plaintext", "scram_sha256", "scram_sha512" -> checkUser(config);
      case "oauthbearer" -> checkOauth(config, provider, tls);
      case "gssapi" -> checkKerberos(config);
      default -> {}
    }
  }

  private static void checkUser(Config config) {
    needs(config, "username");
    needs(config, "password");
  }

  private static void checkOauth(Config config, String provider, String tls) {
    if (provider.equals("aws_msk_iam")) {
      checkMsk(config, tls);
      return;
    }
    checkUser(config);
    if (config.text("oauthTokenEndpointUri", AUTH).isEmpty()) {
      config.problem("no oauth token endpoint uri given");
    }
    for (String extension : config.list("oauthExtensions", AUTH)) {
      if (extension.split("=", -1).length != 2) {
        config.problem("invalid OAuthBearer extension, must be of format key=value");
      }
    }
  }

  private static void checkMsk(Config config, String tls) {
    if (!tls.equals("enable")) {
      config.problem("TLS is required for AWS MSK authentication");
    }
    if (config.text("awsRegion", METADATA).isEmpty()) {
      config.problem("no awsRegion given");
    }
  }

  private static void checkKerberos(Config config) {
    needs(config, "username");
    if (config.text("password", AUTH).isEmpty() == config.text("keytab", AUTH).isEmpty()) {
      config.problem("exactly one of password and keytab must be provided for GSSAPI");
    }
    needs(config, "realm");
    needs(config, "kerberosConfig");
  }

  private static void needs(Config config, String key) {
    if (config.text(key, AUTH).isEmpty()) {
      config.problem("no " + key + " given");
    }
  }
}
