package io.groundswell.consumer.sqs;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The calls for messages in hand. The client blocks, so each has a virtual thread. */
final class Queue {

  /** SQS takes no more in one request. */
  static final int BATCH = 10;

  private static final Executor THREADS = command -> Thread.ofVirtual().name("sqs").start(command);

  private final SqsClient client;
  private final String url;

  Queue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  Uni<Void> send(String to, String body, Map<String, MessageAttributeValue> attributes) {
    return call(
        sqs ->
            sqs.sendMessage(
                send -> send.queueUrl(to).messageBody(body).messageAttributes(attributes)));
  }

  Uni<Void> delete(String receiptHandle) {
    return call(
        sqs -> sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(receiptHandle)));
  }

  /** Lets others see the message at once. */
  Uni<Void> release(String receiptHandle) {
    return call(
        sqs ->
            sqs.changeMessageVisibility(
                change -> change.queueUrl(url).receiptHandle(receiptHandle).visibilityTimeout(0)));
  }

  /**
   * Hides messages from others, from now on for so long.
   *
   * @param receiptHandles at most {@value #BATCH}, in one request
   * @return those of them that the broker didn't hide, and why
   */
  Uni<Map<String, String>> extend(List<String> receiptHandles, Duration visibility) {
    return Uni.createFrom()
        .item(() -> refused(receiptHandles, extendNow(receiptHandles, visibility)))
        .runSubscriptionOn(THREADS);
  }

  private ChangeMessageVisibilityBatchResponse extendNow(
      List<String> receiptHandles, Duration visibility) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        IntStream.range(0, receiptHandles.size())
            .mapToObj(
                index ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(index))
                        .receiptHandle(receiptHandles.get(index))
                        .visibilityTimeout((int) visibility.toSeconds())
                        .build())
            .toList();
    return client.changeMessageVisibilityBatch(change -> change.queueUrl(url).entries(entries));
  }

  private static Map<String, String> refused(
      List<String> receiptHandles, ChangeMessageVisibilityBatchResponse response) {
    return response.failed().stream()
        .collect(
            Collectors.toMap(
                failure -> receiptHandles.get(Integer.parseInt(failure.id())),
                BatchResultErrorEntry::code));
  }

  private Uni<Void> call(Consumer<SqsClient> call) {
    return Uni.createFrom().voidItem().invoke(() -> call.accept(client)).runSubscriptionOn(THREADS);
  }
}
