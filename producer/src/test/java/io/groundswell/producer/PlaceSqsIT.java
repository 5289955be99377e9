package io.groundswell.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class PlaceSqsIT extends PlaceContract {

  PlaceSqsIT() {
    super(BrokerKind.SQS);
  }

  @Test
  void whatSqsDoesNotTakeIsNamed() throws Exception {
    // Given: SQS takes only characters that XML has
    Path file =
        Files.writeString(
            folder.resolve("orders.jsonl"), "{\"id\":\"good\"}\n{\"id\":\"bad-\ufffe\"}\n");
    try (ProducerProcess producer = producer("--file", file.toString())) {
      // When
      int status = producer.status();

      // Then
      assertThat(status).as(producer::errors).isEqualTo(WRONG);
      assertThat(producer.errors()).startsWith("order bad-").hasLineCount(1);
    }
  }

  @Override
  Collection<List<Order>> drain(String queue) {
    Map<String, String> environment = broker.clientEnvironment(queue);
    String url = environment.get("SQS_QUEUE_URL");
    List<Order> orders = new ArrayList<>();
    try (SqsClient client =
        SqsClient.builder()
            .region(Region.of(environment.get("AWS_REGION")))
            .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL_SQS")))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        environment.get("AWS_ACCESS_KEY_ID"),
                        environment.get("AWS_SECRET_ACCESS_KEY"))))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      List<Message> messages = receive(client, url);
      while (!messages.isEmpty()) {
        messages.forEach(
            message -> {
              orders.add(Json.readOrder(message.body().getBytes(UTF_8)));
              client.deleteMessage(
                  request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            });
        messages = receive(client, url);
      }
    }
    return List.of(orders);
  }

  private static List<Message> receive(SqsClient client, String url) {
    return client
        .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
        .messages();
  }
}
