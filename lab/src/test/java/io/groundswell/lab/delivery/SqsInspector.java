package io.groundswell.lab.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.brokers.BrokerKind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

final class SqsInspector extends Inspector {

  private static final int MOST_AT_ONCE = 10;

  private final SqsClient client;
  private final String orders;

  SqsInspector(Map<String, String> environment) {
    orders = environment.get("SQS_QUEUE_URL");
    client =
        SqsClient.builder()
            .region(Region.of(environment.get("AWS_REGION")))
            .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL_SQS")))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        environment.get("AWS_ACCESS_KEY_ID"),
                        environment.get("AWS_SECRET_ACCESS_KEY"))))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @Override
  void send(String text) {
    client.sendMessage(request -> request.queueUrl(orders).messageBody(text));
  }

  @Override
  void take(Consumer<byte[]> receipts, Consumer<byte[]> deadLetters) {
    takeSome(BrokerKind.SQS.receipts(orders), receipts);
    takeSome(BrokerKind.SQS.deadLetters(orders), deadLetters);
  }

  private void takeSome(String url, Consumer<byte[]> reader) {
    for (int i = 0; i < MOST; i += MOST_AT_ONCE) {
      List<Message> messages = receive(url);
      if (messages.isEmpty()) {
        return;
      }
      messages.forEach(message -> reader.accept(message.body().getBytes(UTF_8)));
      delete(url, messages);
    }
  }

  private void delete(String url, List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                n ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(n))
                        .receiptHandle(messages.get(n).receiptHandle())
                        .build())
            .toList();
    client.deleteMessageBatch(request -> request.queueUrl(url).entries(entries));
  }

  private List<Message> receive(String url) {
    return client
        .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(MOST_AT_ONCE))
        .messages();
  }

  @Override
  public void close() {
    client.close();
  }
}
