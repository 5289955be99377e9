package io.groundswell.consumer.kafka;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What is sent: receipts and dead letters, each confirmed by all replicas and never doubled. */
final class Outbox implements AutoCloseable {

  /** The client blocks as long as it knows no broker. */
  static final Executor THREADS = command -> Thread.ofVirtual().name("kafka-outbox").start(command);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * @param properties of the client
   */
  Outbox(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
    // The broker's bound holds, not the client's.
    all.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
    producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Gets to know the brokers, or else the first receipt would have to. */
  void warmUp() {
    producer.partitionsFor(Topics.RECEIPTS);
  }

  Uni<Void> receipt(byte[] json) {
    return send(new ProducerRecord<>(Topics.RECEIPTS, json));
  }

  /** The reason travels as a header, named as the connector names it. */
  Uni<Void> deadLetter(ConsumerRecord<byte[], byte[]> record, String reason) {
    RecordHeaders headers = new RecordHeaders(record.headers());
    headers.add("dead-letter-reason", reason.getBytes(StandardCharsets.UTF_8));
    return send(
        new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value(), headers));
  }

  private Uni<Void> send(ProducerRecord<byte[], byte[]> message) {
    return Uni.createFrom()
        .completionStage(
            () -> {
              CompletableFuture<Void> sent = new CompletableFuture<>();
              producer.send(
                  message,
                  (metadata, failure) -> {
                    if (failure == null) {
                      sent.complete(null);
                    } else {
                      sent.completeExceptionally(failure);
                    }
                  });
              return sent;
            })
        .runSubscriptionOn(THREADS);
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
