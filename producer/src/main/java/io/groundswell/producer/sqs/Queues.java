package io.groundswell.producer.sqs;

import io.groundswell.producer.RefusedException;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The queue of the orders with those of its dead letters and receipts. All who make them give the
 * same attributes.
 */
final class Queues {

  private static final String DEAD_LETTERS = "-dlq";
  private static final String RECEIPTS = "-receipts";
  private static final int RECEIVES = 5;

  private Queues() {}

  /**
   * Makes all of them where that of the orders is missing.
   *
   * @throws RefusedException if it is missing and can't be made
   */
  static void ensure(SqsClient client, Address address) throws RefusedException {
    if (exists(client, address)) {
      return;
    }
    String missing = "the queue " + address.queueUrl() + " is missing";
    try {
      make(client, address.queue());
    } catch (AwsServiceException e) {
      throw new RefusedException(missing + " and can't be made: " + SqsOutlet.reason(e), e);
    }
    if (!exists(client, address)) {
      throw new RefusedException(
          missing + ", and a queue of that name has another URL: check account and region", null);
    }
  }

  private static boolean exists(SqsClient client, Address address) {
    try {
      client.getQueueAttributes(
          request ->
              request
                  .queueUrl(address.queueUrl().toString())
                  .attributeNames(QueueAttributeName.QUEUE_ARN));
      return true;
    } catch (QueueDoesNotExistException e) {
      return false;
    }
  }

  private static void make(SqsClient client, String orders) {
    String deadLetters =
        client.createQueue(request -> request.queueName(orders + DEAD_LETTERS)).queueUrl();
    String arn =
        client
            .getQueueAttributes(
                request ->
                    request.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    client.createQueue(request -> request.queueName(orders + RECEIPTS));
    String redrive =
        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":" + RECEIVES + "}";
    client.createQueue(
        request ->
            request
                .queueName(orders)
                .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
  }
}
