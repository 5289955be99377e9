package io.groundswell.producer.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChangingTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /**
   * A rate and how long it holds.
   *
   * @param nanos how long
   */
  record Phase(Rate rate, long nanos) {

    double orders() {
      return rate.perSecond() * nanos / SECOND;
    }
  }

  @Property
  void withoutAChangeItIsEven(
      @ForAll("rates") Rate rate, @ForAll @LongRange(max = 1_000_000) long sequence) {
    // When
    var due = Changing.from(rate).due(sequence);

    // Then
    assertThat(due).isEqualTo(new Even(rate).due(sequence));
  }

  @Property
  void howeverOftenItChangesAsManyComeAsTheRatesSay(
      @ForAll @Size(min = 1, max = 30) List<@net.jqwik.api.From("phases") Phase> phases) {
    // When
    long placed = placedOver(phases);

    // Then
    double sum = phases.stream().mapToDouble(Phase::orders).sum();
    assertThat((double) placed).isBetween(sum - 0.01, sum + 1.01);
  }

  @Property
  void ofOverdueOrdersAChangeLeavesOne(
      @ForAll("rates") Rate before,
      @ForAll("rates") Rate after,
      @ForAll @LongRange(max = 100_000_000_000L) long now) {
    // Given
    Changing pace = Changing.from(before);

    // When
    Changing changed = pace.to(after, now, 1);

    // Then
    assertThat(changed.due(1).orElseThrow()).isGreaterThanOrEqualTo(now);
    assertThat(changed.due(2).orElseThrow()).isGreaterThan(now);
  }

  @Test
  void atRateNoneNothingIsDue() {
    // When
    Changing stopped = Changing.from(Rate.parse("50/s")).to(Rate.none(), SECOND, 50);

    // Then
    assertThat(stopped.due(50)).hasValue(Pace.NEVER);
  }

  @Test
  void whatIsLeftOfTheWaitIsKeptWhileStopped() {
    // Given
    Changing every10 = Changing.from(Rate.every(Duration.ofSeconds(10)));

    // When
    Changing again =
        every10
            .to(Rate.none(), 4 * SECOND, 1)
            .to(Rate.every(Duration.ofSeconds(10)), 99 * SECOND, 1);

    // Then
    assertThat(again.due(1)).hasValue(105 * SECOND);
  }

  @Test
  void aQuickerRateShortensTheWait() {
    // Given
    Changing every10 = Changing.from(Rate.every(Duration.ofSeconds(10)));

    // When
    Changing quicker = every10.to(Rate.every(Duration.ofSeconds(1)), 5 * SECOND, 1);

    // Then
    assertThat(quicker.due(1)).hasValue(5 * SECOND + SECOND / 2);
  }

  @Provide
  Arbitrary<Rate> rates() {
    return Arbitraries.longs().between(1, 1_000).map(n -> new Rate(n, Duration.ofSeconds(1)));
  }

  @Provide
  Arbitrary<Phase> phases() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 1_000).map(n -> new Rate(n, Duration.ofSeconds(1))),
            Arbitraries.longs().between(0, SECOND))
        .as(Phase::new);
  }

  /** As a placer does it that is never late. */
  private static long placedOver(List<Phase> phases) {
    Changing pace = Changing.from(Rate.none());
    long now = 0;
    long next = 0;
    for (Phase phase : phases) {
      pace = pace.to(phase.rate(), now, next);
      long end = now + phase.nanos();
      while (pace.due(next).orElseThrow() < end) {
        next++;
      }
      now = end;
    }
    return next;
  }
}
