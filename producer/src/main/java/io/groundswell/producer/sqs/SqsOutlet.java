package io.groundswell.producer.sqs;

import io.groundswell.messages.Order;
import io.groundswell.producer.Outlet;
import io.groundswell.producer.RefusedException;
import io.groundswell.producer.sqs.Batch.Waiting;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Places orders on a queue. A few senders take what waits, up to ten orders for a request: one that
 * is alone goes at once, and the more wait the fuller the requests become.
 */
public final class SqsOutlet implements Outlet {

  /** As many connections as the JDK keeps open to one host. */
  private static final int SENDERS = 5;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final int SERVER_ERROR = 500;
  private static final Set<String> CONTENT =
      Set.of("BatchRequestTooLong", "InvalidMessageContents", "InvalidParameterValue");
  private static final long CHECK_NANOS = Duration.ofSeconds(10).toNanos();

  /** Failures come back from the calls that they concern; the client needn't log them as well. */
  private static final Logger CLIENT_LOG = Logger.getLogger("software.amazon.awssdk");

  private final Address address;
  private final SqsClient client;
  private final BlockingDeque<Waiting> waiting = new LinkedBlockingDeque<>();
  private final List<Thread> senders = new ArrayList<>();

  private volatile boolean begun;
  private volatile String lostBecause;
  private volatile long heardAt;
  private volatile boolean closed;

  /**
   * Doesn't connect yet.
   *
   * @param environment {@code SQS_QUEUE_URL}, {@code AWS_REGION} unless the URL tells it, {@code
   *     AWS_ENDPOINT_URL_SQS} for an emulator; credentials are found as Amazon's clients do
   * @throws io.groundswell.producer.InvalidSettingException for the first setting that can't be
   *     used
   */
  public SqsOutlet(Map<String, String> environment) {
    CLIENT_LOG.setLevel(Level.OFF);
    address = Address.of(environment);
    SqsClientBuilder builder =
        SqsClient.builder()
            .region(address.region())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(CALL))
            .overrideConfiguration(
                settings ->
                    settings
                        .apiCallTimeout(CALL)
                        // What is sent again is sent by its run, which counts it.
                        .retryStrategy(AwsRetryStrategy.doNotRetry()));
    address.endpoint().ifPresent(builder::endpointOverride);
    client = builder.build();
  }

  @Override
  public synchronized void connect() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    if (connected() && System.nanoTime() - heardAt < CHECK_NANOS) {
      return;
    }
    try {
      Queues.ensure(client, address);
      heardAt = System.nanoTime();
      lostBecause = null;
      if (!begun) {
        begun = true;
        IntStream.range(0, SENDERS)
            .mapToObj(n -> Thread.ofVirtual().name("sqs-" + n).start(this::sendAll))
            .forEach(senders::add);
      }
    } catch (SdkException e) {
      String message = "no connection to the broker at " + address() + ": " + reason(e);
      lostBecause = message;
      throw !begun && isRefusal(e) ? new RefusedException(message, e) : new IOException(message, e);
    }
  }

  @Override
  public boolean connected() {
    return begun && lostBecause == null;
  }

  @Override
  public void place(Order order, Confirmation confirmation) throws IOException {
    if (!connected()) {
      throw new IOException(begun ? lostBecause : "not connected to " + address());
    }
    waiting.addLast(Waiting.of(order, confirmation));
  }

  @Override
  public String address() {
    return address.queueUrl().toString();
  }

  @Override
  public synchronized void close() {
    closed = true;
    senders.forEach(Thread::interrupt);
    client.close();
  }

  private void sendAll() {
    try {
      while (!closed) {
        send(Batch.take(waiting));
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void send(List<Waiting> batch) {
    try {
      SendMessageBatchResponse answer =
          client.sendMessageBatch(request -> request.queueUrl(address()).entries(entries(batch)));
      heardAt = System.nanoTime();
      answer.successful().forEach(each -> of(batch, each.id()).confirmation().placed());
      answer.failed().forEach(each -> failed(of(batch, each.id()), each));
    } catch (SdkException e) {
      if (isContent(e) && batch.size() == 1) {
        batch.getFirst().confirmation().failed(refusal(batch.getFirst(), reason(e), e));
        return;
      }
      if (isContent(e)) {
        // It doesn't say which.
        batch.forEach(each -> send(List.of(each)));
        return;
      }
      String message = "the broker at " + address() + " takes no orders: " + reason(e);
      lostBecause = message;
      batch.forEach(each -> each.confirmation().failed(new IOException(message, e)));
    }
  }

  private static List<SendMessageBatchRequestEntry> entries(List<Waiting> batch) {
    return IntStream.range(0, batch.size())
        .mapToObj(
            n ->
                SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(n))
                    .messageBody(batch.get(n).body())
                    .build())
        .toList();
  }

  private static Waiting of(List<Waiting> batch, String id) {
    return batch.get(Integer.parseInt(id));
  }

  private static void failed(Waiting order, BatchResultErrorEntry error) {
    String reason = error.code() + ": " + firstLine(error.message());
    order
        .confirmation()
        .failed(error.senderFault() ? refusal(order, reason, null) : new IOException(reason));
  }

  private static RefusedException refusal(Waiting order, String reason, Throwable cause) {
    return new RefusedException("order " + order.order().id() + ": " + reason, cause);
  }

  /** Whether the service, or the client, says no in a way that doesn't pass. */
  private static boolean isRefusal(SdkException failure) {
    return failure instanceof AwsServiceException answer
        ? answer.statusCode() < SERVER_ERROR && !answer.isThrottlingException()
        : lacksCredentials(failure);
  }

  /** Whether it is about what was sent, not about who sent it where. */
  private static boolean isContent(SdkException failure) {
    return failure instanceof AwsServiceException answer
        && answer.awsErrorDetails() != null
        && CONTENT.contains(answer.awsErrorDetails().errorCode().replaceFirst(".*[.#]", ""));
  }

  private static boolean lacksCredentials(SdkException failure) {
    return failure.getMessage() != null
        && failure.getMessage().startsWith("Unable to load credentials");
  }

  /** The root of it, in one line. */
  static String reason(SdkException failure) {
    if (failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
      return answer.awsErrorDetails().errorCode()
          + ": "
          + firstLine(answer.awsErrorDetails().errorMessage());
    }
    if (lacksCredentials(failure)) {
      return "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give it a role";
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof UnknownHostException
        ? "unknown host"
        : root.getClass().getSimpleName() + ": " + firstLine(root.getMessage());
  }

  private static String firstLine(String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
