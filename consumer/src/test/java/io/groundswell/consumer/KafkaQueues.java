package io.groundswell.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.brokers.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of Kafka. */
final class KafkaQueues extends TestQueues {

  private static final int PARTITIONS = 10;

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> receipts;
  private final KafkaConsumer<byte[], byte[]> deadLetters;
  private int placed;

  KafkaQueues(Broker broker) {
    super(broker);
    Map<String, Object> address =
        Map.of(
            "bootstrap.servers", broker.clientEnvironment(ORDERS).get("KAFKA_BOOTSTRAP_SERVERS"));
    producer = new KafkaProducer<>(address, new ByteArraySerializer(), new ByteArraySerializer());
    receipts = reader(address, "orders.receipts");
    deadLetters = reader(address, "orders.dlq");
  }

  /** Spread evenly, so that every replica has its share. */
  @Override
  void publish(String type, byte[] body) throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(ORDERS, placed++ % PARTITIONS, null, body);
    record.headers().add("content-type", type.getBytes(UTF_8));
    producer.send(record).get();
  }

  @Override
  List<byte[]> takeReceipts() {
    return take(receipts).stream().map(ConsumerRecord::value).toList();
  }

  @Override
  List<DeadLetter> takeDeadLetters() {
    return take(deadLetters).stream()
        .map(
            letter ->
                new DeadLetter(
                    new String(letter.headers().lastHeader("dead-letter-reason").value(), UTF_8),
                    letter.value()))
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> take(KafkaConsumer<byte[], byte[]> consumer) {
    List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
    consumer.poll(Duration.ofMillis(100)).forEach(taken::add);
    return taken;
  }

  private static KafkaConsumer<byte[], byte[]> reader(Map<String, Object> address, String topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(address, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    receipts.close();
    deadLetters.close();
  }
}
