package io.groundswell.consumer.kafka;

import io.groundswell.consumer.Delivery;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record, and the partition that brought it. */
record KafkaDelivery(
    Kafka kafka, Partition partition, ConsumerRecord<byte[], byte[]> message, Instant arrivedAt)
    implements Delivery {

  private static final byte[] NOTHING = {};

  @Override
  public byte[] body() {
    return message.value() == null ? NOTHING : message.value();
  }

  @Override
  public boolean begin() {
    return partition.begin(message.offset());
  }

  @Override
  public boolean lost() {
    return partition.lost();
  }

  @Override
  public Uni<Void> receipt(byte[] json) {
    return kafka.outbox().chain(outbox -> outbox.receipt(json));
  }

  /** Ends at once: the commit may have to wait for an order before this one. */
  @Override
  public Uni<Void> acknowledge() {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              partition.done(message.offset());
              kafka.progress();
            });
  }

  @Override
  public Uni<Void> deadLetter(String reason) {
    return kafka
        .outbox()
        .chain(outbox -> outbox.deadLetter(message, reason))
        .chain(this::acknowledge);
  }

  /**
   * A consumer group hands no single record to another member: unless this one leaves, and the
   * record stays uncommitted with its partition, it is still ours.
   */
  @Override
  public Uni<Boolean> giveBack() {
    return Uni.createFrom().item(kafka::leaving);
  }

  @Override
  public void ended() {
    partition.ended(message.offset());
    kafka.ended();
  }
}
