package io.groundswell.brokers;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** SQS of AWS, or an emulator of it, that runs somewhere. Stopping leaves it as it is. */
public final class ExternalSqs implements Broker {

  /** How often a message is given out before it becomes a dead letter. */
  public static final int MAX_RECEIVES = 5;

  private final String region;
  private final Optional<URI> endpoint;
  private final Optional<AwsBasicCredentials> credentials;
  private final SqsQueues queues;

  /**
   * A region's SQS, with the credentials that the AWS SDK's default chain finds.
   *
   * @param region such as {@code eu-west-1}
   * @param endpoint of an emulator; empty for AWS' own
   * @throws BrokerException if one isn't of that form
   */
  public ExternalSqs(String region, Optional<URI> endpoint) {
    this(region, endpoint, Optional.empty());
  }

  /** With credentials of its own, which clients are told too. */
  ExternalSqs(String region, Optional<URI> endpoint, Optional<AwsBasicCredentials> credentials) {
    if (!region.matches("[a-z0-9-]{1,40}")) {
      throw new BrokerException("AWS region is \"" + region + "\", must be such as eu-west-1");
    }
    endpoint.ifPresent(ExternalSqs::checkEndpoint);
    this.region = region;
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.queues = new SqsQueues(region, endpoint, credentials);
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.SQS;
  }

  @Override
  public void start() {
    queues.check();
  }

  @Override
  public URI address() {
    return endpoint.orElseGet(() -> URI.create("https://sqs." + region + ".amazonaws.com"));
  }

  @Override
  public String redacted() {
    return address().toString();
  }

  /**
   * {@inheritDoc}
   *
   * @throws BrokerException if there is no such queue: its URL holds the account
   */
  @Override
  public Map<String, String> clientEnvironment(String queue) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("BROKER", kind().toString());
    environment.put("SQS_QUEUE_URL", queues.url(queue));
    environment.put("AWS_REGION", region);
    endpoint.ifPresent(url -> environment.put("AWS_ENDPOINT_URL_SQS", url.toString()));
    credentials.ifPresent(
        known -> {
          environment.put("AWS_ACCESS_KEY_ID", known.accessKeyId());
          environment.put("AWS_SECRET_ACCESS_KEY", known.secretAccessKey());
        });
    return environment;
  }

  @Override
  public void create(String queue) {
    queues.create(kind().deadLetters(queue));
    queues.create(queue, kind().deadLetters(queue), MAX_RECEIVES);
  }

  @Override
  public void createPlain(String queue) {
    queues.create(queue);
  }

  @Override
  public void purge(String queue) {
    queues.purge(queue);
  }

  @Override
  public void delete(String queue) {
    queues.delete(queue);
  }

  @Override
  public QueueCounts count(String queue) {
    return queues.count(queue);
  }

  /** Lets go of the connection. */
  @Override
  public void stop() {
    queues.close();
  }

  @Override
  public String toString() {
    return "ExternalSqs[" + redacted() + "]";
  }

  private static void checkEndpoint(URI endpoint) {
    boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!http || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
      throw new BrokerException("SQS endpoint is not of the form http://host:port");
    }
  }
}
