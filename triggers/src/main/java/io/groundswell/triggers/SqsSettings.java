package io.groundswell.triggers;

import static io.groundswell.triggers.Config.Place.AUTH;
import static io.groundswell.triggers.Config.Place.ENV;
import static io.groundswell.triggers.Config.Place.METADATA;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of an {@code aws-sqs-queue} trigger, by the rules of KEDA's {@code
 * aws_sqs_queue_scaler.go}, and the value they make of a queue's attributes.
 *
 * @param metricName the external metric's name
 * @param queueUrl URL or name of the queue
 * @param region AWS region
 * @param endpoint URL of the service in place of AWS' own, "" for that
 * @param queueLength the target of one replica
 * @param activationQueueLength active above this
 * @param scaleOnInFlight messages that a consumer holds count too
 * @param scaleOnDelayed messages that aren't due yet count too
 */
record SqsSettings(
    String metricName,
    String queueUrl,
    String region,
    String endpoint,
    long queueLength,
    long activationQueueLength,
    boolean scaleOnInFlight,
    boolean scaleOnDelayed)
    implements TriggerSettings {

  private static final String VISIBLE = "ApproximateNumberOfMessages";
  private static final Pattern URL =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:(?://[^/?#]*)?([^?#]*).*");

  static SqsSettings parse(TriggerSpec spec) throws TriggerException {
    Config config = new Config(spec);
    String url = config.required("queueURL", METADATA, ENV);
    Optional<String> name = queueName(url);
    SqsSettings settings =
        new SqsSettings(
            MetricNames.sqs(spec.index(), name.orElse("")),
            url,
            config.required("awsRegion", METADATA, AUTH),
            config.text("awsEndpoint", METADATA),
            config.whole("queueLength", 5),
            config.whole("activationQueueLength", 0),
            config.flag("scaleOnInFlight", true, METADATA),
            config.flag("scaleOnDelayed", false, METADATA));
    config.check();
    if (name.isEmpty()) {
      config.problem(
          "cannot get queueName from queueURL " + url + ", its path must be /account/name");
    }
    AwsCredentials.check(spec, config);
    config.check();
    return settings;
  }

  /** The last part of a URL with the path {@code /account/name}, or what isn't a URL as it is. */
  static Optional<String> queueName(String queueUrl) {
    Matcher url = URL.matcher(queueUrl);
    if (!url.matches() && !queueUrl.startsWith("/")) {
      return Optional.of(queueUrl);
    }
    String[] path = (url.matches() ? url.group(1) : queueUrl).split("/", -1);
    return path.length == 3 && !path[2].isEmpty()
        ? Optional.of(Endpoint.decoded(path[2]))
        : Optional.empty();
  }

  @Override
  public double target() {
    return queueLength;
  }

  @Override
  public double activation() {
    return activationQueueLength;
  }

  /** The names of the attributes whose sum is the value. */
  List<String> attributes() {
    List<String> names = new ArrayList<>(List.of(VISIBLE));
    if (scaleOnInFlight) {
      names.add(VISIBLE + "NotVisible");
    }
    if (scaleOnDelayed) {
      names.add(VISIBLE + "Delayed");
    }
    return names;
  }

  /**
   * The value that a queue's attributes make.
   *
   * @throws TriggerException if one is missing or no whole number
   */
  Measurement measure(Map<String, String> attributes) throws TriggerException {
    long sum = 0;
    for (String name : attributes()) {
      String text = attributes.get(name);
      if (text == null) {
        throw new TriggerException("metric " + name + " not found in SQS queue attributes");
      }
      OptionalLong count = GoText.integer(text);
      if (count.isEmpty()) {
        throw new TriggerException(
            "SQS queue attribute " + name + " is \"" + text + "\", must be a whole number");
      }
      sum += count.getAsLong();
    }
    return Measurement.of(sum, sum > activationQueueLength);
  }
}
