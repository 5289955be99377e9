package io.groundswell.consumer.sqs;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The calls for single messages. The client blocks, so each has a virtual thread. */
final class Queue {

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
    return extend(receiptHandle, Duration.ZERO);
  }

  /** Hides the message from others, from now on for so long. */
  Uni<Void> extend(String receiptHandle, Duration visibility) {
    return call(
        sqs ->
            sqs.changeMessageVisibility(
                change ->
                    change
                        .queueUrl(url)
                        .receiptHandle(receiptHandle)
                        .visibilityTimeout((int) visibility.toSeconds())));
  }

  private Uni<Void> call(Consumer<SqsClient> call) {
    return Uni.createFrom().voidItem().invoke(() -> call.accept(client)).runSubscriptionOn(THREADS);
  }
}
