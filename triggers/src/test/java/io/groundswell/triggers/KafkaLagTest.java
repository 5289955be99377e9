package io.groundswell.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.triggers.KafkaLag.Lag;
import io.groundswell.triggers.KafkaLag.Offsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaLagTest {

  private static final KafkaSettings PLAIN = settings(10, false, false, false);

  @Property
  void uncappedTotalsAreSums(@ForAll @Size(max = 20) List<@LongRange(max = 1000) Long> lags) {
    assertThat(KafkaLag.total(settings(10, true, false, false), lags))
        .isEqualTo(lags.stream().mapToLong(Long::longValue).sum());
  }

  @Property
  void cappedTotalsWantAtMostOneReplicaMoreThanPartitions(
      @ForAll @Size(min = 1, max = 20) List<@LongRange(max = 1000) Long> lags,
      @ForAll @LongRange(min = 1, max = 50) long threshold) {
    long total = KafkaLag.total(settings(threshold, false, false, false), lags);
    assertThat(Math.ceilDiv(total, threshold)).isLessThanOrEqualTo(lags.size() + 1L);
  }

  @Property
  void totalsCappedByLagWantAtMostOneReplicaMoreThanPartitionsWithLag(
      @ForAll @Size(min = 1, max = 20) List<@LongRange(max = 3) Long> lags,
      @ForAll @LongRange(min = 1, max = 2) long threshold) {
    long total = KafkaLag.total(settings(threshold, false, true, false), lags);
    long withLag = lags.stream().filter(lag -> lag > 0).count();
    assertThat(Math.ceilDiv(total, threshold)).isLessThanOrEqualTo(withLag + 1);
  }

  @Property
  void evenTotalsWantReplicasThatDivideThePartitions(
      @ForAll @Size(min = 1, max = 40) List<@LongRange(max = 1000) Long> lags,
      @ForAll @LongRange(min = 1, max = 50) long threshold) {
    long total = KafkaLag.total(settings(threshold, false, false, true), lags);
    assertThat(total % threshold).isZero();
    assertThat(lags.size() % (total / threshold)).isZero();
  }

  @Property
  void capsNeverRaiseTheTotal(
      @ForAll @Size(max = 20) List<@LongRange(max = 1000) Long> lags,
      @ForAll @LongRange(min = 1, max = 50) long threshold) {
    assertThat(KafkaLag.total(settings(threshold, false, false, false), lags))
        .isLessThanOrEqualTo(lags.stream().mapToLong(Long::longValue).sum());
  }

  @Property
  void factorsAreAllDivisorsInOrder(@ForAll @LongRange(min = 1, max = 5000) long number) {
    List<Long> factors = KafkaLag.factors(number);
    assertThat(factors).isSorted().doesNotHaveDuplicates().contains(1L, number);
    assertThat(factors)
        .hasSize(
            (int)
                java.util.stream.LongStream.rangeClosed(1, number)
                    .filter(i -> number % i == 0)
                    .count());
  }

  @Test
  void partitionsWhoseConsumerStandsStillCountForActivityOnly() {
    // Given
    KafkaSettings excluding = excludingPersistent();

    // When
    Lag lag = KafkaLag.ofPartition(excluding, offsets(100, OptionalLong.of(100), 150));

    // Then
    assertThat(lag).isEqualTo(new Lag(0, 50));
  }

  @ParameterizedTest
  @CsvSource({"90, 50", "110, 50"})
  void partitionsWhoseConsumerMovedCount(long previous, long expected) {
    // Given
    KafkaSettings excluding = excludingPersistent();

    // When
    Lag lag = KafkaLag.ofPartition(excluding, offsets(100, OptionalLong.of(previous), 150));

    // Then
    assertThat(lag).isEqualTo(new Lag(expected, expected));
  }

  @Test
  void partitionsAbsentFromTheAnswerHaveNoLag() {
    // Given
    Offsets absent =
        new Offsets(100, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    // When
    Lag lag = KafkaLag.ofPartition(PLAIN, absent);

    // Then
    assertThat(lag).isEqualTo(new Lag(0, 0));
  }

  @ParameterizedTest
  @CsvSource({"100, 150, 50", "150, 150, 0", "160, 150, 0"})
  void groupsWithoutCommitThatStartEarliestLagByWhatIsRetained(long start, long end, long lag) {
    // Given
    KafkaSettings earliest = earliest();

    // When
    Lag counted =
        KafkaLag.ofPartition(
            earliest,
            new Offsets(
                KafkaLag.NONE, OptionalLong.empty(), OptionalLong.of(start), OptionalLong.of(end)));

    // Then
    assertThat(counted).isEqualTo(new Lag(lag, lag));
  }

  private static Offsets offsets(long committed, OptionalLong previous, long end) {
    return new Offsets(committed, previous, OptionalLong.empty(), OptionalLong.of(end));
  }

  private static KafkaSettings excludingPersistent() {
    return settings(10, false, true, false, false, false);
  }

  private static KafkaSettings earliest() {
    return settings(10, true, false, false, false, false);
  }

  private static KafkaSettings settings(
      long threshold, boolean allowIdle, boolean limit, boolean even) {
    return settings(threshold, false, false, allowIdle, limit, even);
  }

  private static KafkaSettings settings(
      long threshold,
      boolean earliest,
      boolean excludePersistent,
      boolean allowIdle,
      boolean limit,
      boolean even) {
    return new KafkaSettings(
        "s0-kafka-orders",
        List.of("localhost:9092"),
        "consumer",
        List.of("orders"),
        Optional.empty(),
        threshold,
        0,
        earliest,
        allowIdle,
        excludePersistent,
        false,
        limit,
        even,
        true);
  }
}
