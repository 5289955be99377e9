package io.groundswell.brokers;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Queue administration of SQS. */
final class SqsQueues implements AutoCloseable {

  private static final Duration CALL = Duration.ofSeconds(15);
  private static final Duration ATTEMPT = Duration.ofSeconds(5);

  private final String there;
  private final SqsClientBuilder builder;
  private SqsClient client;

  /**
   * @param credentials empty for those of the SDK's default chain
   */
  SqsQueues(String region, Optional<URI> endpoint, Optional<AwsBasicCredentials> credentials) {
    this.there = endpoint.map(URI::toString).orElse("AWS in " + region);
    this.builder =
        SqsClient.builder()
            .region(Region.of(region))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(ATTEMPT).socketTimeout(ATTEMPT))
            .overrideConfiguration(
                client -> client.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT));
    endpoint.ifPresent(builder::endpointOverride);
    credentials.ifPresent(
        known -> builder.credentialsProvider(StaticCredentialsProvider.create(known)));
  }

  /** Asks for a queue that needs not be there: that takes no permission to list them. */
  void check() {
    find("groundswell-check");
  }

  /** Makes a queue unless there is one of the name. */
  void create(String queue) {
    if (find(queue).isEmpty()) {
      use(queue, sqs -> sqs.createQueue(request -> request.queueName(queue)));
    }
  }

  /** Makes a queue with a redrive policy unless there is one of the name. */
  void create(String queue, String deadLetters, int maxReceives) {
    if (find(queue).isPresent()) {
      return;
    }
    String arn = attributes(deadLetters, QueueAttributeName.QUEUE_ARN).getFirst();
    String policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(arn, maxReceives);
    use(
        queue,
        sqs ->
            sqs.createQueue(
                request ->
                    request
                        .queueName(queue)
                        .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy))));
  }

  void purge(String queue) {
    String url = url(queue);
    use(queue, sqs -> sqs.purgeQueue(request -> request.queueUrl(url)));
  }

  void delete(String queue) {
    find(queue)
        .ifPresent(url -> use(queue, sqs -> sqs.deleteQueue(request -> request.queueUrl(url))));
  }

  /** Messages that aren't due yet are waiting too. */
  QueueCounts count(String queue) {
    List<Long> counts =
        attributes(
                queue,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
            .stream()
            .map(Long::parseLong)
            .toList();
    return new QueueCounts(counts.get(0) + counts.get(1), OptionalLong.of(counts.get(2)));
  }

  /**
   * The URL of a queue.
   *
   * @throws BrokerException if there is no such queue
   */
  String url(String queue) {
    return find(queue).orElseThrow(() -> missing(queue, null));
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private Optional<String> find(String queue) {
    try {
      return Optional.of(
          use(queue, sqs -> sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl()));
    } catch (BrokerException e) {
      if (e.getCause() instanceof QueueDoesNotExistException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private List<String> attributes(String queue, QueueAttributeName... names) {
    String url = url(queue);
    Map<QueueAttributeName, String> all =
        use(
            queue,
            sqs ->
                sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(names))
                    .attributes());
    return List.of(names).stream().map(all::get).toList();
  }

  private <T> T use(String queue, Function<SqsClient, T> use) {
    try {
      return use.apply(client());
    } catch (SdkException e) {
      throw failed(queue, e);
    }
  }

  private synchronized SqsClient client() {
    if (client == null) {
      client = builder.build();
    }
    return client;
  }

  private BrokerException failed(String queue, SdkException e) {
    return switch (e) {
      case QueueDoesNotExistException _ -> missing(queue, e);
      case AwsServiceException service -> refused(service);
      case SdkClientException client when lacksCredentials(client) ->
          new BrokerException(
              "no AWS credentials were found for "
                  + there
                  + ": set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile by"
                  + " AWS_PROFILE",
              e);
      default -> new BrokerException("SQS of " + there + " can't be reached: " + reason(e), e);
    };
  }

  private BrokerException missing(String queue, Exception cause) {
    return new BrokerException("queue \"" + queue + "\" doesn't exist at " + there, cause);
  }

  private BrokerException refused(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? "" : String.valueOf(details.errorCode());
    String said = details == null ? reason(e) : code + ": " + details.errorMessage();
    String wayOut = code.contains("Expired") ? "; renew the credentials, then try again" : "";
    return new BrokerException(
        "SQS of " + there + " refused: " + said.lines().findFirst().orElse("") + wayOut, e);
  }

  private static boolean lacksCredentials(SdkClientException e) {
    return String.valueOf(e.getMessage()).startsWith("Unable to load credentials");
  }

  private static String reason(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ConnectException || t instanceof UnknownHostException) {
        return t.toString().replaceFirst("^[\\w.]+\\.", "");
      }
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
