package io.groundswell.brokers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own clients, as tests need them. */
final class KafkaClients {

  private KafkaClients() {}

  /** Returns when all are confirmed. */
  static void send(Broker broker, String topic, List<String> bodies) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address().getAuthority(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (String body : bodies) {
        sent.add(producer.send(new ProducerRecord<>(topic, body.getBytes(UTF_8))));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get(60, TimeUnit.SECONDS);
      }
    }
  }

  /** A member of the group {@code consumer} that commits only when told to. */
  static KafkaConsumer<byte[], byte[]> consumer(Broker broker, String protocol) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            broker.address().getAuthority(),
            "group.id",
            ExternalKafka.GROUP,
            "group.protocol",
            protocol,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            "false"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  static Admin admin(Broker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.address().getAuthority()));
  }
}
