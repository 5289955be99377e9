package io.groundswell.producer.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TraceTest {

  @Property
  void everyIntervalHasItsCountWithinItsStep(
      @ForAll("counts") long[] counts,
      @ForAll @LongRange(min = 100, max = 3_600_000_000_000L) long step) {
    // Given
    Trace trace = new Trace(counts, Duration.ofNanos(step));

    // When
    long[] perStep = new long[counts.length];
    dues(trace, Arrays.stream(counts).sum()).forEach(due -> perStep[(int) (due / step)]++);

    // Then
    assertThat(perStep).isEqualTo(counts);
  }

  @Property
  void anIntervalsOrdersAreEvenlySpread(
      @ForAll @LongRange(min = 1, max = 1_000) long count,
      @ForAll @LongRange(min = 1_000, max = 3_600_000_000_000L) long step) {
    // Given
    Trace trace = new Trace(new long[] {count, 1}, Duration.ofNanos(step));

    // When
    long[] dues = dues(trace, count + 1).toArray();

    // Then
    LongStream gaps = LongStream.range(0, count).map(i -> dues[(int) i + 1] - dues[(int) i]);
    assertThat(gaps.boxed()).allMatch(gap -> gap == step / count || gap == step / count + 1);
  }

  @Test
  void emptyIntervalsPassInSilence() {
    // Given
    Trace trace = new Trace(new long[] {0, 0, 2, 0, 1, 0}, Duration.ofSeconds(1));

    // When
    long[] dues = dues(trace, 3).toArray();

    // Then
    assertThat(dues).containsExactly(2_000_000_000L, 2_500_000_000L, 4_000_000_000L);
  }

  @Test
  void theRunEndsWithTheTrace() {
    // Given
    Trace trace = new Trace(new long[] {2, 1, 0}, Duration.ofSeconds(1));

    // When
    var size = trace.size();

    // Then
    assertThat(size).hasValue(3);
  }

  @Test
  void negativeCountsAreRefused() {
    // When
    var thrown = assertThatThrownBy(() -> new Trace(new long[] {1, -1}, Duration.ofSeconds(1)));

    // Then
    thrown.isInstanceOf(IllegalArgumentException.class).hasMessage("interval 1 has -1 orders");
  }

  @Provide
  Arbitrary<long[]> counts() {
    return Arbitraries.longs().between(0, 100).array(long[].class).ofMinSize(1).ofMaxSize(30);
  }

  private static LongStream dues(Trace trace, long count) {
    return LongStream.range(0, count).map(sequence -> trace.due(sequence).orElseThrow());
  }
}
