package io.groundswell.triggers;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The lag of a consumer group: of one partition, and of all of them with the caps that keep
 * replicas from being idle. Follows KEDA's {@code kafka_scaler.go}; offsets and lags are counts of
 * messages.
 */
final class KafkaLag {

  /** What a partition has as committed offset where the group committed none. */
  static final long NONE = -1;

  private KafkaLag() {}

  /**
   * Where a partition stands.
   *
   * @param committed the group's committed offset, {@link #NONE} if there is none
   * @param previous the committed offset at the previous query; empty at the first
   * @param start the earliest offset that is retained; empty if it couldn't be read
   * @param end the offset after the last message; empty if the answer lacked it
   */
  record Offsets(long committed, OptionalLong previous, OptionalLong start, OptionalLong end) {}

  /**
   * A lag.
   *
   * @param counted for the metric
   * @param withPersistent for activity: partitions whose consumer doesn't move count here too
   */
  record Lag(long counted, long withPersistent) {

    private static Lag of(long lag) {
      return new Lag(lag, lag);
    }
  }

  /** The lag of one partition. */
  static Lag ofPartition(KafkaSettings settings, Offsets offsets) {
    if (offsets.committed == NONE) {
      return Lag.of(withoutCommit(settings, offsets));
    }
    if (offsets.end.isEmpty()) {
      return Lag.of(0);
    }
    long lag = offsets.end.getAsLong() - offsets.committed;
    boolean stuck =
        settings.excludePersistentLag()
            && offsets.previous.isPresent()
            && offsets.previous.getAsLong() == offsets.committed;
    return new Lag(stuck ? 0 : lag, lag);
  }

  private static long withoutCommit(KafkaSettings settings, Offsets offsets) {
    if (settings.scaleToZeroOnInvalidOffset()) {
      return 0;
    }
    if (!settings.earliest()) {
      // So that a consumer is started, which then commits an offset.
      return 1;
    }
    if (offsets.end.isEmpty()) {
      return 0;
    }
    long end = offsets.end.getAsLong();
    return offsets.start.isPresent() ? Math.max(0, end - offsets.start.getAsLong()) : end;
  }

  /**
   * The metric of all partitions together.
   *
   * @param lags the counted lag of each partition
   */
  static long total(KafkaSettings settings, List<Long> lags) {
    long threshold = settings.lagThreshold();
    long total = lags.stream().mapToLong(Long::longValue).sum();
    if (settings.allowIdleConsumers()
        && !settings.limitToPartitionsWithLag()
        && !settings.ensureEvenDistribution()) {
      return total;
    }
    if (settings.ensureEvenDistribution()) {
      total = nextFactor(total, lags.size(), threshold) * threshold;
    }
    long bound =
        settings.limitToPartitionsWithLag()
            ? lags.stream().filter(lag -> lag > 0).count()
            : lags.size();
    // A whole division: up to one threshold above the bound goes uncapped.
    return total / threshold > bound ? bound * threshold : total;
  }

  /** The smallest number of replicas that divides the partitions evenly and takes the lag. */
  static long nextFactor(long lag, long partitions, long threshold) {
    return factors(partitions).stream()
        .filter(factor -> factor * threshold >= lag)
        .findFirst()
        .orElse(partitions);
  }

  /** All divisors in rising order; none of numbers below 1. */
  static List<Long> factors(long number) {
    if (number < 1) {
      return List.of();
    }
    List<Long> low =
        LongStream.iterate(1, i -> i <= number / i, i -> i + 1)
            .filter(i -> number % i == 0)
            .boxed()
            .toList();
    return LongStream.concat(
            low.stream().mapToLong(Long::longValue), low.stream().mapToLong(i -> number / i))
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }
}
