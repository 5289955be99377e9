package io.groundswell.consumer.sqs;

import io.groundswell.consumer.InvalidSettingException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The queues: that of the orders as {@code SQS_QUEUE_URL} gives it, the others beside it.
 *
 * @param orders URL of the queue of orders
 */
record QueueUrls(String orders) {

  private static final Pattern URL =
      Pattern.compile("https?://([^/?#@\\s]+)/(?:[^/?#\\s]+/)*([A-Za-z0-9_-]{1,71})");

  private static final Pattern REGION = Pattern.compile("(?:^|\\.)([a-z]{2,}(?:-[a-z]+)+-\\d+)\\.");

  /**
   * @throws InvalidSettingException if it is no queue's URL
   */
  QueueUrls {
    orders = orders.strip();
    if (!URL.matcher(orders).matches()) {
      throw new InvalidSettingException(
          "SQS_QUEUE_URL",
          orders,
          "a queue's address such as https://sqs.eu-west-1.amazonaws.com/123456789012/orders");
    }
  }

  String deadLetters() {
    return orders + "-dlq";
  }

  String receipts() {
    return orders + "-receipts";
  }

  /** A queue's name: what its URL ends in. */
  static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** The region that the URL names; an emulator's names none. */
  Optional<String> region() {
    String host = URI.create(orders).getHost();
    Matcher region = REGION.matcher(host == null ? "" : host);
    return host != null && host.contains("amazonaws.") && region.find()
        ? Optional.of(region.group(1))
        : Optional.empty();
  }

  /**
   * The region to ask, if {@code AWS_REGION} is that of the queue.
   *
   * @param given {@code AWS_REGION}
   * @throws InvalidSettingException if it is missing, or another than the queue's
   */
  String regionIn(Optional<String> given) {
    String region = given.map(String::strip).orElse("");
    if (!region.matches("[a-z][a-z0-9-]*")) {
      throw new InvalidSettingException("AWS_REGION", region, "a region such as eu-west-1");
    }
    region()
        .filter(ofQueue -> !ofQueue.equals(region))
        .ifPresent(
            ofQueue -> {
              throw new InvalidSettingException(
                  "AWS_REGION", region, ofQueue + ", where SQS_QUEUE_URL is");
            });
    return region;
  }
}
