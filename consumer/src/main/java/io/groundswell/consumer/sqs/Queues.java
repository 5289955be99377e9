package io.groundswell.consumer.sqs;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The queues, made by whoever comes first. */
final class Queues {

  /** So often is a message received before the broker itself puts it on the dead letters. */
  private static final int MOST_RECEIVES = 5;

  private Queues() {}

  /** Makes those that are missing. */
  static void make(SqsClient client, QueueUrls urls) {
    make(client, urls.deadLetters(), Map.of());
    if (missing(client, urls.orders())) {
      String arn =
          client
              .getQueueAttributes(
                  get ->
                      get.queueUrl(urls.deadLetters()).attributeNames(QueueAttributeName.QUEUE_ARN))
              .attributes()
              .get(QueueAttributeName.QUEUE_ARN);
      String redrive =
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(arn, MOST_RECEIVES);
      make(client, urls.orders(), Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
    }
    make(client, urls.receipts(), Map.of());
  }

  private static void make(
      SqsClient client, String url, Map<QueueAttributeName, String> attributes) {
    if (missing(client, url)) {
      client.createQueue(create -> create.queueName(QueueUrls.name(url)).attributes(attributes));
    }
  }

  private static boolean missing(SqsClient client, String url) {
    try {
      client.getQueueUrl(get -> get.queueName(QueueUrls.name(url)));
      return false;
    } catch (QueueDoesNotExistException e) {
      return true;
    }
  }
}
