package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class PlaceKafkaIT extends PlaceContract {

  PlaceKafkaIT() {
    super(BrokerKind.KAFKA);
  }

  @Test
  void everyPartitionGetsAsMuch() throws Exception {
    try (ProducerProcess producer = producer("--count", "200")) {
      // When
      producer.status();

      // Then
      assertThat(drain("orders")).hasSize(10).allSatisfy(each -> assertThat(each).hasSize(20));
    }
  }

  @Test
  void ordersThatAreTooLargeAreNamed() throws Exception {
    // Given
    Map<String, String> environment = new HashMap<>(broker.clientEnvironment("orders"));
    environment.put("KAFKA_MAX_REQUEST_SIZE", "1000");
    try (ProducerProcess producer =
        ProducerProcess.start(
            folder, environment, "--count", "1", "--run", "big", "--payload-size", "2000")) {
      // When
      int status = producer.status();

      // Then
      assertThat(status).isEqualTo(WRONG);
      assertThat(producer.errors())
          .startsWith("order big-")
          .contains("-0: RecordTooLargeException: ")
          .hasLineCount(1);
    }
  }

  @Override
  Collection<List<Order>> drain(String topic) {
    Map<Integer, List<Order>> orders = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.address().getAuthority(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                message ->
                    orders
                        .computeIfAbsent(message.partition(), partition -> new ArrayList<>())
                        .add(Json.readOrder(message.value())));
      }
    }
    return orders.values();
  }
}
