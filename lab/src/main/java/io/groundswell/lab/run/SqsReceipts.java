package io.groundswell.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.lab.LabException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Reads from SQS' queues: deletes this run's receipts; dead letters, and the receipts of other
 * runs, are only looked at. Those it keeps from being seen for a while, so that they don't come
 * again and again, and lets them be seen when it is closed.
 */
final class SqsReceipts implements ReceiptReader {

  private static final int BATCH = 10;
  private static final int WAIT_SECONDS = 1;
  private static final int HIDE_SECONDS = 600;
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final SqsClient client;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * Finds the queues and begins to read.
   *
   * @param environment that clients of the broker are given
   * @throws LabException if the queues can't be found
   */
  SqsReceipts(
      Map<String, String> environment, String receipts, String deadLetters, Bookkeeper bookkeeper) {
    this.client = client(environment);
    try {
      String receiptsUrl = url(receipts);
      String deadLettersUrl = url(deadLetters);
      Set<String> seen = new HashSet<>();
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("receipts")
              .start(() -> read(receiptsUrl, message -> bookkeeper.receipt(body(message)))));
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("dead-letters")
              .start(
                  () ->
                      read(
                          deadLettersUrl,
                          message -> {
                            bookkeeper.deadLetter(body(message), !seen.add(message.messageId()));
                            return false;
                          })));
    } catch (SdkException e) {
      client.close();
      throw new LabException("can't read " + receipts + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a queue until it is closed.
   *
   * @param take books a message; true if it is to be deleted
   */
  private void read(String url, Predicate<Message> take) {
    List<String> held = new ArrayList<>();
    while (!closed) {
      try {
        List<String> taken = new ArrayList<>();
        for (Message message : receive(url)) {
          (take.test(message) ? taken : held).add(message.receiptHandle());
        }
        delete(url, taken);
      } catch (AbortedException e) {
        break;
      } catch (SdkException e) {
        pause();
      }
    }
    show(url, held);
  }

  private List<Message> receive(String url) {
    return client
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(BATCH)
                    .waitTimeSeconds(WAIT_SECONDS)
                    .visibilityTimeout(HIDE_SECONDS))
        .messages();
  }

  private void delete(String url, List<String> handles) {
    if (handles.isEmpty()) {
      return;
    }
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, handles.size())
            .mapToObj(
                i ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(handles.get(i))
                        .build())
            .toList();
    client.deleteMessageBatch(request -> request.queueUrl(url).entries(entries));
  }

  private void show(String url, List<String> handles) {
    try {
      for (int from = 0; from < handles.size(); from += BATCH) {
        List<String> some = handles.subList(from, Math.min(from + BATCH, handles.size()));
        List<ChangeMessageVisibilityBatchRequestEntry> entries =
            IntStream.range(0, some.size())
                .mapToObj(
                    i ->
                        ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .receiptHandle(some.get(i))
                            .visibilityTimeout(0)
                            .build())
                .toList();
        client.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
      }
    } catch (SdkException e) {
      // Then they are seen again by themselves, after a while.
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      for (Thread thread : threads) {
        thread.join(CLOSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }

  private String url(String queue) {
    return client.getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  private static byte[] body(Message message) {
    return message.body().getBytes(UTF_8);
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SqsClient client(Map<String, String> environment) {
    SqsClientBuilder builder =
        SqsClient.builder()
            .region(Region.of(environment.get("AWS_REGION")))
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    if (environment.containsKey("AWS_ENDPOINT_URL_SQS")) {
      builder.endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL_SQS")));
    }
    if (environment.containsKey("AWS_ACCESS_KEY_ID")) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(
                  environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY"))));
    }
    return builder.build();
  }
}
