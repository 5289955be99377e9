package io.groundswell.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import io.groundswell.brokers.ExternalKafka;
import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import io.groundswell.messages.Receipt;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** On real brokers; RabbitMQ's is seen at work in every run. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ReceiptReaderTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir Path folder;
  private final Ledger ledger = new Ledger("run");
  private final Bookkeeper bookkeeper = new Bookkeeper(ledger, _ -> {});

  @Test
  void kafkasTopicsAreReadFromTheRunsStart() throws Exception {
    try (BrokerProcess broker = started(BrokerKind.KAFKA);
        Backend backend = new Backend(broker, "orders", ExternalKafka.GROUP)) {
      // Given
      toKafka(broker, "orders.receipts", receipt("run", 1));

      // When
      try (ReceiptReader _ =
          ReceiptReader.open(backend, "orders.receipts", "orders.dlq", bookkeeper)) {
        toKafka(broker, "orders.receipts", receipt("run", 2));
        toKafka(broker, "orders.receipts", receipt("other", 3));
        toKafka(broker, "orders.receipts", "garbage".getBytes(UTF_8));
        toKafka(broker, "orders.dlq", order("run", 4));
        toKafka(broker, "orders.dlq", order("other", 5));

        // Then
        await().atMost(LONG).until(() -> ledger.counts().equals(new Ledger.Counts(1, 0, 1, 1)));
      }
    }
  }

  @Test
  void readingKafkaGoesOnAfterTheBrokerWasKilled() throws Exception {
    try (BrokerProcess broker = started(BrokerKind.KAFKA);
        Backend backend = new Backend(broker, "orders", ExternalKafka.GROUP);
        ReceiptReader _ =
            ReceiptReader.open(backend, "orders.receipts", "orders.dlq", bookkeeper)) {
      // Given
      toKafka(broker, "orders.receipts", receipt("run", 1));

      // When
      broker.kill();
      broker.start();
      toKafka(broker, "orders.receipts", receipt("run", 2));

      // Then
      await().atMost(LONG).until(() -> ledger.counts().done() == 2);
    }
  }

  @Test
  void ofSqsQueuesOnlyTheRunsReceiptsAreDeleted() throws Exception {
    try (BrokerProcess broker = started(BrokerKind.SQS);
        Backend backend = new Backend(broker, "orders", ExternalKafka.GROUP)) {
      // Given
      toSqs(backend, "orders-receipts", receipt("run", 1));
      toSqs(backend, "orders-receipts", receipt("other", 2));
      toSqs(backend, "orders-receipts", "garbage".getBytes(UTF_8));
      toSqs(backend, "orders-dlq", order("run", 3));

      // When
      try (ReceiptReader _ =
          ReceiptReader.open(backend, "orders-receipts", "orders-dlq", bookkeeper)) {
        await()
            .atMost(LONG)
            .until(
                () ->
                    ledger.counts().equals(new Ledger.Counts(1, 0, 1, 0))
                        && broker.count("orders-receipts").total() == 2
                        && broker.count("orders-receipts").ready() == 0);
      }

      // Then
      assertThat(broker.count("orders-receipts").ready()).isEqualTo(2);
      assertThat(broker.count("orders-dlq").ready()).isEqualTo(1);
    }
  }

  private BrokerProcess started(BrokerKind kind) {
    BrokerProcess broker = new BrokerProcess(EmbeddedSettings.in(folder, kind));
    broker.start();
    broker.create("orders");
    broker.createPlain(kind.receipts("orders"));
    return broker;
  }

  private static byte[] receipt(String run, long sequence) {
    return Json.write(new Receipt("id-" + sequence, run, sequence, "replica", NOW, NOW, NOW, NOW));
  }

  private static byte[] order(String run, long sequence) {
    return Json.write(new Order("id-" + sequence, run, sequence, NOW, "payload"));
  }

  private static void toKafka(BrokerProcess broker, String topic, byte[] body) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address().getAuthority()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, body)).get(60, TimeUnit.SECONDS);
    }
  }

  private static void toSqs(Backend backend, String queue, byte[] body) {
    Map<String, String> environment = backend.clientEnvironment();
    AwsBasicCredentials credentials =
        AwsBasicCredentials.create(
            environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY"));
    try (SqsClient client =
        SqsClient.builder()
            .region(Region.of(environment.get("AWS_REGION")))
            .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL_SQS")))
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      String url = client.getQueueUrl(request -> request.queueName(queue)).queueUrl();
      client.sendMessage(request -> request.queueUrl(url).messageBody(new String(body, UTF_8)));
    }
  }
}
