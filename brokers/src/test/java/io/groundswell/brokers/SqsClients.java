package io.groundswell.brokers;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** AWS' own client, as tests need it, made of what a broker tells clients. */
final class SqsClients {

  private SqsClients() {}

  static SqsClient client(Map<String, String> environment) {
    return SqsClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .region(Region.of(environment.get("AWS_REGION")))
        .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL_SQS")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    environment.get("AWS_ACCESS_KEY_ID"),
                    environment.get("AWS_SECRET_ACCESS_KEY"))))
        .build();
  }

  static void send(Broker broker, String queue, List<String> bodies) {
    Map<String, String> environment = broker.clientEnvironment(queue);
    try (SqsClient client = client(environment)) {
      for (String body : bodies) {
        client.sendMessage(
            request -> request.queueUrl(environment.get("SQS_QUEUE_URL")).messageBody(body));
      }
    }
  }

  /** Takes up to 10 messages, which come back after {@code seconds} unless they are deleted. */
  static List<Message> receive(Broker broker, String queue, int seconds) {
    Map<String, String> environment = broker.clientEnvironment(queue);
    try (SqsClient client = client(environment)) {
      return client
          .receiveMessage(
              request ->
                  request
                      .queueUrl(environment.get("SQS_QUEUE_URL"))
                      .maxNumberOfMessages(10)
                      .waitTimeSeconds(1)
                      .visibilityTimeout(seconds))
          .messages();
    }
  }
}
