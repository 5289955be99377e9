package io.groundswell.consumer.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The partitions that this replica has. */
final class Partitions {

  private final Map<TopicPartition, Partition> assigned = new ConcurrentHashMap<>();

  void assign(Collection<TopicPartition> partitions, int generation) {
    partitions.forEach(partition -> assigned.put(partition, new Partition(generation)));
  }

  /** The partition; null if this replica hasn't got it. */
  Partition get(TopicPartition partition) {
    return assigned.get(partition);
  }

  /** Starts no more work on these; ends when nothing of them is in hand. */
  CompletableFuture<Void> leave(Collection<TopicPartition> partitions) {
    return CompletableFuture.allOf(
        of(partitions).stream().map(Partition::leave).toArray(CompletableFuture[]::new));
  }

  /** These are another's from now on. */
  void lose(Collection<TopicPartition> partitions) {
    of(partitions).forEach(Partition::lose);
    assigned.keySet().removeAll(partitions);
  }

  /** What can be committed. */
  Map<TopicPartition, OffsetAndMetadata> toCommit() {
    return toCommit(assigned.keySet());
  }

  /** What can be committed of these. */
  Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition id : partitions) {
      Partition partition = assigned.get(id);
      if (partition != null) {
        partition.toCommit().ifPresent(offset -> offsets.put(id, new OffsetAndMetadata(offset)));
      }
    }
    return offsets;
  }

  /** The broker knows of these. */
  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach(
        (id, offset) -> {
          Partition partition = assigned.get(id);
          if (partition != null) {
            partition.committed(offset.offset());
          }
        });
  }

  private List<Partition> of(Collection<TopicPartition> partitions) {
    return partitions.stream().map(assigned::get).filter(Objects::nonNull).toList();
  }
}
