package io.groundswell.lab.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.brokers.BrokerKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads from the beginning and commits nothing. Kafka's clients connect anew by themselves. */
final class KafkaInspector extends Inspector {

  private static final Duration WAIT = Duration.ofMillis(20);
  private static final TopicPartition RECEIPTS =
      new TopicPartition(BrokerKind.KAFKA.receipts(ORDERS), 0);
  private static final TopicPartition DEAD_LETTERS =
      new TopicPartition(BrokerKind.KAFKA.deadLetters(ORDERS), 0);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;

  KafkaInspector(Map<String, String> environment) {
    String servers = environment.get("KAFKA_BOOTSTRAP_SERVERS");
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    producer =
        new KafkaProducer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer.assign(List.of(RECEIPTS, DEAD_LETTERS));
    consumer.seekToBeginning(List.of(RECEIPTS, DEAD_LETTERS));
  }

  @Override
  void send(String text) throws Exception {
    producer.send(new ProducerRecord<>(ORDERS, text.getBytes(UTF_8))).get();
  }

  @Override
  void take(Consumer<byte[]> receipts, Consumer<byte[]> deadLetters) {
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(WAIT)) {
      boolean isReceipt = message.topic().equals(RECEIPTS.topic());
      (isReceipt ? receipts : deadLetters).accept(message.value());
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
  }
}
