package io.groundswell.lab.run;

import io.groundswell.lab.LabException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of Kafka's topics from where they ended when it was made. It belongs to no
 * group and commits nothing, so nobody notices.
 */
final class KafkaReceipts implements ReceiptReader {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(15);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String receipts;
  private final Bookkeeper bookkeeper;
  private final Thread thread;

  /**
   * Finds the ends of the topics and begins to read.
   *
   * @param client properties of Kafka's clients, bootstrap servers among them
   * @throws LabException if the broker can't be reached
   */
  KafkaReceipts(
      Map<String, String> client, String receipts, String deadLetters, Bookkeeper bookkeeper) {
    this.receipts = receipts;
    this.bookkeeper = bookkeeper;
    Map<String, Object> properties = new HashMap<>(client);
    properties.put("client.id", "lab");
    properties.put("enable.auto.commit", "false");
    properties.put("auto.offset.reset", "earliest");
    properties.put("allow.auto.create.topics", "false");
    properties.put("reconnect.backoff.max.ms", "500");
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : List.of(receipts, deadLetters)) {
        consumer
            .partitionsFor(topic, FIRST_ANSWER)
            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      }
      consumer.assign(partitions);
      consumer.endOffsets(partitions, FIRST_ANSWER).forEach(consumer::seek);
    } catch (KafkaException e) {
      consumer.close();
      throw new LabException(
          "can't read " + receipts + " at " + client.get("bootstrap.servers") + ": " + e, e);
    }
    this.thread = Thread.ofPlatform().daemon().name("receipts").start(this::read);
  }

  private void read() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() == null) {
            continue;
          }
          if (record.topic().equals(receipts)) {
            bookkeeper.receipt(record.value());
          } else {
            bookkeeper.deadLetter(record.value(), false);
          }
        }
      }
    } catch (WakeupException | InterruptException e) {
      // closed
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
