package io.groundswell.producer.sqs;

import io.groundswell.producer.InvalidSettingException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * Which queue, and where its service is.
 *
 * @param queueUrl of the orders
 * @param region of the queue
 * @param endpoint of the service where it isn't Amazon's
 */
record Address(URI queueUrl, Region region, Optional<URI> endpoint) {

  private static final String QUEUE_URL = "SQS_QUEUE_URL";
  private static final String REGION = "AWS_REGION";
  private static final String ENDPOINT = "AWS_ENDPOINT_URL_SQS";

  private static final Pattern AMAZON =
      Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,70}");
  private static final Pattern REGION_NAME = Pattern.compile("[a-z0-9-]{1,40}");

  /**
   * Reads it from the environment.
   *
   * @throws InvalidSettingException for the first setting that can't be used
   */
  static Address of(Map<String, String> environment) {
    String queue = environment.getOrDefault(QUEUE_URL, "");
    URI queueUrl =
        http(queue)
            .filter(uri -> NAME.matcher(name(uri)).matches())
            .orElseThrow(
                () ->
                    new InvalidSettingException(
                        QUEUE_URL,
                        queue,
                        "the URL of a standard queue such as"
                            + " https://sqs.eu-central-1.amazonaws.com/123456789012/orders"));
    Optional<URI> endpoint =
        Optional.ofNullable(environment.get(ENDPOINT))
            .map(
                text ->
                    http(text)
                        .orElseThrow(
                            () ->
                                new InvalidSettingException(
                                    ENDPOINT, text, "a URL such as http://localhost:9324")));
    return new Address(queueUrl, region(environment, queueUrl), endpoint);
  }

  /** The queue's name. */
  String queue() {
    return name(queueUrl);
  }

  private static Region region(Map<String, String> environment, URI queueUrl) {
    Matcher amazon = AMAZON.matcher(queueUrl.getHost());
    Optional<String> ofQueue = amazon.matches() ? Optional.of(amazon.group(1)) : Optional.empty();
    String given = environment.getOrDefault(REGION, ofQueue.orElse(""));
    if (!REGION_NAME.matcher(given).matches()) {
      throw new InvalidSettingException(REGION, given, "a region such as eu-central-1");
    }
    if (ofQueue.isPresent() && !ofQueue.get().equals(given)) {
      throw new InvalidSettingException(
          REGION, given, ofQueue.get() + ", where " + QUEUE_URL + " is");
    }
    return Region.of(given);
  }

  private static Optional<URI> http(String text) {
    try {
      URI uri = URI.create(text.strip());
      boolean usable =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
      return usable ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String name(URI queueUrl) {
    return queueUrl.getPath().substring(queueUrl.getPath().lastIndexOf('/') + 1);
  }
}
