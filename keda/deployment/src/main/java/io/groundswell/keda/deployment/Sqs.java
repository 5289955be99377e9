package io.groundswell.keda.deployment;

import io.groundswell.keda.deployment.Derivation.ServiceAccount;
import io.groundswell.keda.deployment.Derivation.VariableFromSecret;
import io.groundswell.keda.deployment.KedaConfig.ChannelTrigger;
import io.groundswell.keda.deployment.KedaConfig.SqsIdentity;
import io.groundswell.keda.deployment.KedaConfig.SqsSecret;
import io.groundswell.keda.deployment.Trigger.Authentication;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From a channel on SmallRye's SQS connector to KEDA's {@code aws-sqs-queue} trigger.
 *
 * @param workload name of what is scaled, and of its service account unless set
 * @param authentication name of the TriggerAuthentication
 */
record Sqs(KedaConfig.Sqs sqs, String workload, String authentication) implements Broker {

  static final String CONNECTOR = "smallrye-sqs";
  static final String REGION = "region";
  static final String ENDPOINT = "endpoint-override";

  private static final String QUEUE = "queue";
  private static final String QUEUE_URL = "queue.url";
  private static final String BATCH = "max-number-of-messages";
  private static final String IN_FLIGHT = "scaleOnInFlight";

  /** The connector's own, and the most that SQS gives at a time. */
  private static final int DEFAULT_BATCH = 10;

  /** KEDA's own. */
  private static final BigDecimal DEFAULT_TARGET = BigDecimal.valueOf(5);

  private static final Pattern REGION_NAME = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");

  /** A queue's URL, as KEDA takes it apart; AWS's own hosts name the region. */
  private static final Pattern URL =
      Pattern.compile("https?://(sqs\\.([a-z0-9-]+)\\.amazonaws\\.com[^/]*|[^/]+)/[^/]+/[^/]+");

  private static final Pattern QUEUE_NAME = Pattern.compile("[\\w-]{1,80}(\\.fifo)?");

  @Override
  public String connector() {
    return CONNECTOR;
  }

  @Override
  public List<Trigger> triggers(Channel channel, ChannelTrigger settings, Problems problems) {
    BigDecimal target = settings.target().orElse(DEFAULT_TARGET);
    String setting = Setting.channel(channel.name());
    checkQueue(channel, problems);
    checkRegion(channel, problems);
    checkDeletion(channel, problems);
    checkBatch(channel, target, problems);
    checkIdentity(channel, settings, problems);
    settings
        .mode()
        .ifPresent(mode -> problems.add("%s.mode=%s is for RabbitMQ: leave it out", setting, mode));
    if ("false".equalsIgnoreCase(settings.metadata().get(IN_FLIGHT))) {
      problems.warn(
          "%s.metadata.%s=false hides messages that are being worked on, so KEDA may scale to zero"
              + " with work in hand: leave it out, or give it a cooldown longer than the longest work",
          setting, IN_FLIGHT);
    }

    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    if (takesUrl(channel)) {
      metadata.put("queueURLFromEnv", sqs.queueUrlVariable());
    } else {
      metadata.put(
          "queueURL",
          channel.attribute(QUEUE_URL).or(() -> channel.attribute(QUEUE)).orElse(channel.name()));
    }
    channel.attribute(REGION).ifPresent(r -> metadata.put("awsRegion", r));
    channel.attribute(ENDPOINT).or(sqs::endpoint).ifPresent(e -> metadata.put("awsEndpoint", e));
    metadata.put("queueLength", Setting.text(target));
    settings.activation().ifPresent(a -> metadata.put("activationQueueLength", Setting.text(a)));
    if (sqs.identity() == SqsIdentity.OPERATOR) {
      metadata.put("identityOwner", "operator");
    }
    Map<String, String> origins =
        Map.of(
            "queueURL",
            channel.setting(QUEUE_URL),
            "queueURLFromEnv",
            "quarkus.keda.sqs.queue-url-variable",
            "awsRegion",
            channel.setting(REGION),
            "awsEndpoint",
            "quarkus.keda.sqs.endpoint",
            "queueLength",
            setting + ".target",
            "activationQueueLength",
            setting + ".activation",
            "identityOwner",
            "quarkus.keda.sqs.identity");
    return List.of(
        Trigger.of(
            channel,
            channel.name(),
            "aws-sqs-queue",
            metadata,
            origins,
            settings,
            sqs.identity() == SqsIdentity.OPERATOR
                ? Optional.empty()
                : Optional.of(Authentication.derived(authentication, parameters(channel))),
            problems));
  }

  /** What the TriggerAuthentication takes from the Secret. */
  private Set<String> parameters(Channel channel) {
    Set<String> parameters = new TreeSet<>();
    if (channel.attribute(REGION).isEmpty()) {
      parameters.add("awsRegion");
    }
    if (sqs.identity() == SqsIdentity.SECRET) {
      parameters.addAll(Set.of("awsAccessKeyID", "awsSecretAccessKey"));
    }
    return parameters;
  }

  @Override
  public Optional<Resource> authentication(List<Trigger> triggers) {
    if (triggers.stream().noneMatch(t -> t.refersTo(authentication))) {
      return Optional.empty();
    }
    List<Map<String, Object>> parameters =
        triggers.stream()
            .filter(t -> t.refersTo(authentication))
            .flatMap(t -> t.authentication().flatMap(Authentication::parameters).stream())
            .flatMap(Set::stream)
            .distinct()
            .sorted()
            .map(p -> Authentications.parameter(p, sqs.secret().name(), key(p)))
            .toList();
    return Optional.of(
        sqs.identity() == SqsIdentity.SECRET
            ? Authentications.fromSecrets(authentication, parameters)
            : Authentications.ofIdentity(authentication, "aws", parameters));
  }

  private String key(String parameter) {
    return switch (parameter) {
      case "awsRegion" -> sqs.secret().regionKey();
      case "awsAccessKeyID" -> sqs.secret().accessKeyIdKey();
      case "awsSecretAccessKey" -> sqs.secret().secretAccessKeyKey();
      default -> throw new IllegalArgumentException(parameter);
    };
  }

  @Override
  public List<VariableFromSecret> variables(List<Channel> channels) {
    SqsSecret secret = sqs.secret();
    List<VariableFromSecret> variables = new ArrayList<>();
    if (channels.stream().anyMatch(this::takesUrl)) {
      variables.add(variable(sqs.queueUrlVariable(), secret.queueUrlKey()));
    }
    if (channels.stream().anyMatch(c -> c.attribute(REGION).isEmpty())) {
      variables.add(variable("AWS_REGION", secret.regionKey()));
    }
    if (sqs.endpoint().isPresent()
        && channels.stream().anyMatch(c -> c.attribute(ENDPOINT).isEmpty())) {
      variables.add(variable("AWS_ENDPOINT_URL_SQS", secret.endpointKey()));
    }
    if (sqs.identity() == SqsIdentity.SECRET && !channels.isEmpty()) {
      variables.add(variable("AWS_ACCESS_KEY_ID", secret.accessKeyIdKey()));
      variables.add(variable("AWS_SECRET_ACCESS_KEY", secret.secretAccessKeyKey()));
    }
    return variables;
  }

  private VariableFromSecret variable(String name, String key) {
    return new VariableFromSecret(name, sqs.secret().name(), key);
  }

  @Override
  public Optional<ServiceAccount> serviceAccount(List<Channel> channels) {
    return channels.isEmpty() || sqs.identity() == SqsIdentity.SECRET
        ? Optional.empty()
        : Optional.of(
            new ServiceAccount(
                sqs.serviceAccount().orElse(workload),
                sqs.roleArn()
                    .map(arn -> Map.of("eks.amazonaws.com/role-arn", arn))
                    .orElse(Map.of())));
  }

  /** The name of the queue that a channel takes from or sends to. */
  static List<String> queues(Channel channel) {
    return channel.isUnknown(QUEUE)
        ? List.of()
        : List.of(channel.attribute(QUEUE).orElse(channel.name()));
  }

  private boolean takesUrl(Channel channel) {
    return channel.takes(QUEUE_URL, sqs.queueUrlVariable());
  }

  private void checkQueue(Channel channel, Problems problems) {
    if (takesUrl(channel)) {
      return;
    }
    for (String attribute : List.of(QUEUE_URL, QUEUE)) {
      if (channel.isUnknown(attribute)) {
        problems.add(
            "%s has no value at build, so the trigger's queue is not known: set it in"
                + " application.properties, or take %s from ${%s}, which KEDA then reads as well",
            channel.setting(attribute), channel.setting(QUEUE_URL), sqs.queueUrlVariable());
      }
    }
    Optional<String> url = channel.attribute(QUEUE_URL);
    if (url.isPresent()) {
      Matcher parts = URL.matcher(url.get());
      if (!parts.matches()) {
        problems.add(
            "%s=%s is no queue's URL: it may be such as"
                + " https://sqs.eu-central-1.amazonaws.com/123456789012/orders",
            channel.setting(QUEUE_URL), url.get());
      } else if (parts.group(2) != null) {
        channel
            .attribute(REGION)
            .filter(region -> !region.equals(parts.group(2)))
            .ifPresent(
                region ->
                    problems.add(
                        "%s=%s is not the region of %s=%s: it may be %s",
                        channel.setting(REGION),
                        region,
                        channel.setting(QUEUE_URL),
                        url.get(),
                        parts.group(2)));
      }
    } else {
      String name = channel.attribute(QUEUE).orElse(channel.name());
      if (!QUEUE_NAME.matcher(name).matches()) {
        problems.add(
            "%s=%s is no name of a queue of SQS: it may be up to 80 letters, digits, dashes and"
                + " underscores",
            channel.setting(QUEUE), name);
      }
    }
  }

  private static void checkRegion(Channel channel, Problems problems) {
    channel
        .attribute(REGION)
        .filter(region -> !REGION_NAME.matcher(region).matches())
        .ifPresent(
            region ->
                problems.add(
                    "%s=%s is no region of AWS: it may be such as eu-central-1",
                    channel.setting(REGION), region));
  }

  private static void checkDeletion(Channel channel, Problems problems) {
    for (String attribute : List.of("ack-strategy", "ack.delete")) {
      channel
          .attribute(attribute)
          .filter(v -> v.equals("ignore") || v.equalsIgnoreCase("false"))
          .ifPresent(
              v ->
                  problems.add(
                      "%s=%s leaves messages in the queue when their work is done, so KEDA sees a"
                          + " queue that never empties: leave it out",
                      channel.setting(attribute), v));
    }
  }

  private static void checkBatch(Channel channel, BigDecimal target, Problems problems) {
    Optional<String> own = channel.attribute(BATCH).filter(b -> b.matches("\\d{1,9}"));
    int batch = own.map(Integer::valueOf).orElse(DEFAULT_BATCH);
    if (BigDecimal.valueOf(batch).compareTo(target) > 0) {
      problems.warn(
          "%s=%d%s is above %s.target=%s, so a replica may hold what others were started for: it is"
              + " best at most the target",
          channel.setting(BATCH),
          batch,
          own.isPresent() ? "" : " (the connector's default)",
          Setting.channel(channel.name()),
          Setting.text(target));
    }
  }

  private void checkIdentity(Channel channel, ChannelTrigger settings, Problems problems) {
    if (sqs.identity() == SqsIdentity.OPERATOR && settings.authentication().isPresent()) {
      problems.add(
          "%s.authentication=%s can't be with quarkus.keda.sqs.identity=operator, by which KEDA asks"
              + " as itself: leave one of them out",
          Setting.channel(channel.name()), settings.authentication().get());
    }
    if (sqs.identity() == SqsIdentity.SECRET && sqs.roleArn().isPresent()) {
      problems.add(
          "quarkus.keda.sqs.role-arn=%s can't be with quarkus.keda.sqs.identity=secret, by which"
              + " KEDA and the application ask with an access key: leave one of them out",
          sqs.roleArn().get());
    }
    channel
        .attribute(ENDPOINT)
        .filter(own -> sqs.endpoint().filter(e -> !e.equals(own)).isPresent())
        .ifPresent(
            own ->
                problems.add(
                    "quarkus.keda.sqs.endpoint=%s is not that of the channel, %s=%s: leave it out",
                    sqs.endpoint().get(), channel.setting(ENDPOINT), own));
  }
}
