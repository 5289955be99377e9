package io.groundswell.consumer.sqs;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * What the connector takes for SQS: it can only poll, and a poll ends when there is room for what
 * it brings. All else is said to SQS without the connector.
 *
 * @param poll one poll, however long it takes
 */
record PollingClient(
    Function<ReceiveMessageRequest, CompletableFuture<ReceiveMessageResponse>> poll)
    implements SqsAsyncClient {

  @Override
  public CompletableFuture<ReceiveMessageResponse> receiveMessage(ReceiveMessageRequest request) {
    return poll.apply(request);
  }

  @Override
  public String serviceName() {
    return SqsClient.SERVICE_NAME;
  }

  @Override
  public void close() {}
}
