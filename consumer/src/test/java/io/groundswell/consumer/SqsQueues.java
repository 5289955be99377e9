package io.groundswell.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.brokers.Broker;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The queues of SQS. */
final class SqsQueues extends TestQueues {

  private final SqsClient client;
  private final String orders;

  SqsQueues(Broker broker) {
    super(broker);
    Map<String, String> there = broker.clientEnvironment(ORDERS);
    orders = there.get("SQS_QUEUE_URL");
    client =
        SqsClient.builder()
            .region(Region.of(there.get("AWS_REGION")))
            .endpointOverride(URI.create(there.get("AWS_ENDPOINT_URL_SQS")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        there.get("AWS_ACCESS_KEY_ID"), there.get("AWS_SECRET_ACCESS_KEY"))))
            .build();
  }

  /** The attribute is one that the connector would act on. */
  @Override
  void publish(String type, byte[] body) {
    MessageAttributeValue lie =
        MessageAttributeValue.builder().dataType("String").stringValue(type).build();
    client.sendMessage(
        send ->
            send.queueUrl(orders)
                .messageBody(new String(body, UTF_8))
                .messageAttributes(Map.of("_classname", lie)));
  }

  @Override
  List<byte[]> takeReceipts() {
    return take(orders + "-receipts").stream().map(m -> m.body().getBytes(UTF_8)).toList();
  }

  @Override
  List<DeadLetter> takeDeadLetters() {
    return take(orders + "-dlq").stream()
        .map(
            letter ->
                new DeadLetter(
                    letter.messageAttributes().get("dead-letter-reason").stringValue(),
                    letter.body().getBytes(UTF_8)))
        .toList();
  }

  private List<Message> take(String url) {
    List<Message> taken = new ArrayList<>();
    List<Message> some;
    do {
      some =
          client
              .receiveMessage(
                  receive ->
                      receive.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
              .messages();
      some.forEach(
          message ->
              client.deleteMessage(
                  delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
      taken.addAll(some);
    } while (!some.isEmpty());
    return taken;
  }

  @Override
  public void close() {
    client.close();
  }
}
