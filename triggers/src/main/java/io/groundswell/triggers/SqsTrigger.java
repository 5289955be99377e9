package io.groundswell.triggers;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Reads the attributes of an SQS queue with AWS' own client. Answers within {@value
 * #ANSWER_SECONDS} s or fails. AWS' counts are approximate and lag by up to a minute.
 */
final class SqsTrigger implements Trigger {

  private static final int ANSWER_SECONDS = 5;
  private static final Pattern HOST_OF_AWS =
      Pattern.compile("https?://sqs\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?/.*");

  private final SqsSettings settings;
  private final SqsClient client;
  private String url;

  /**
   * @param credentials empty for those that the SDK's default chain finds
   * @throws TriggerException if the endpoint is none
   */
  SqsTrigger(SqsSettings settings, Optional<AwsCredentialsProvider> credentials)
      throws TriggerException {
    this.settings = settings;
    this.url = settings.queueUrl().contains("/") ? settings.queueUrl() : null;
    Duration answer = Duration.ofSeconds(ANSWER_SECONDS);
    SqsClientBuilder builder =
        SqsClient.builder()
            .region(Region.of(settings.region()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(answer).socketTimeout(answer))
            .overrideConfiguration(config -> config.apiCallTimeout(answer));
    if (!settings.endpoint().isEmpty()) {
      builder.endpointOverride(endpoint(settings.endpoint()));
    }
    credentials.ifPresent(builder::credentialsProvider);
    this.client = builder.build();
  }

  @Override
  public String metricName() {
    return settings.metricName();
  }

  @Override
  public double target() {
    return settings.target();
  }

  @Override
  public double activation() {
    return settings.activation();
  }

  @Override
  public Measurement measure() throws TriggerException {
    List<QueueAttributeName> names =
        settings.attributes().stream().map(QueueAttributeName::fromValue).toList();
    try {
      if (url == null) {
        url = client.getQueueUrl(request -> request.queueName(settings.queueUrl())).queueUrl();
      }
      return settings.measure(
          client
              .getQueueAttributes(request -> request.queueUrl(url).attributeNames(names))
              .attributesAsStrings());
    } catch (SdkException e) {
      throw new TriggerException("operation error SQS: GetQueueAttributes, " + reason(e), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private String reason(SdkException e) {
    return switch (e) {
      case AwsServiceException refused -> refusal(refused);
      case SdkClientException lacking
          when String.valueOf(lacking.getMessage()).startsWith("Unable to load credentials") ->
          "no AWS credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a"
              + " profile by AWS_PROFILE";
      default -> unreachable(e);
    };
  }

  /** The code and the words are AWS'. */
  private String refusal(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    if (details == null) {
      return "api error: " + firstLine(e);
    }
    String code = String.valueOf(details.errorCode());
    String said = "api error " + code + ": " + oneLine(details.errorMessage());
    if (code.contains("Expired")) {
      return said + ": renew the credentials";
    }
    Matcher host = HOST_OF_AWS.matcher(settings.queueUrl());
    if (host.matches() && !host.group(1).equals(settings.region())) {
      return said
          + ": awsRegion is "
          + settings.region()
          + ", but the queue's URL is of "
          + host.group(1);
    }
    return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
  }

  private String unreachable(SdkException e) {
    String where = settings.endpoint().isEmpty() ? settings.region() : settings.endpoint();
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ConnectException || t instanceof UnknownHostException) {
        return "no answer from " + where + ": " + firstLine(t);
      }
    }
    return "no answer from " + where + ": " + firstLine(e);
  }

  private static String firstLine(Throwable e) {
    return oneLine(e.getMessage());
  }

  private static String oneLine(String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }

  private static URI endpoint(String text) throws TriggerException {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new TriggerException(
        "awsEndpoint of an aws-sqs-queue trigger is not of the form http://host:port");
  }
}
