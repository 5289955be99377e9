package io.groundswell.producer.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EvenTest {

  @Property
  void ordersAreDueAtTheirExactTimeRoundedUp(
      @ForAll("rates") Rate rate, @ForAll @LongRange(max = 1_000_000_000) long sequence) {
    // When
    long due = new Even(rate).due(sequence).orElseThrow();

    // Then
    BigInteger orders = BigInteger.valueOf(rate.orders());
    BigInteger exact =
        BigInteger.valueOf(sequence).multiply(BigInteger.valueOf(rate.per().toNanos()));
    BigInteger up = exact.add(orders).subtract(BigInteger.ONE).divide(orders);
    BigInteger sight = BigInteger.valueOf(Pace.NEVER - rate.per().toNanos());
    assertThat(BigInteger.valueOf(due))
        .isEqualTo(up.compareTo(sight) < 0 ? up : BigInteger.valueOf(due).max(sight));
  }

  @Property
  void wholeTimesHaveWholeNumbersOfOrders(
      @ForAll("rates") Rate rate, @ForAll @IntRange(min = 1, max = 20) int times) {
    // When
    OptionalLong size = Bounded.by(new Even(rate), rate.per().multipliedBy(times)).size();

    // Then
    assertThat(size).hasValue(rate.orders() * times);
  }

  @Test
  void theFirstIsDueAtOnce() {
    // When
    OptionalLong due = new Even(Rate.parse("1/h")).due(0);

    // Then
    assertThat(due).hasValue(0);
  }

  @Test
  void thereIsNoEnd() {
    // When
    OptionalLong size = new Even(Rate.parse("50/s")).size();

    // Then
    assertThat(size).isEmpty();
  }

  @Test
  void aRateOfNoneIsRefused() {
    // When
    var thrown = assertThatThrownBy(() -> new Even(Rate.none()));

    // Then
    thrown.isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Rate> rates() {
    return Combinators.combine(
            Arbitraries.longs().between(1, Rate.MAX_ORDERS),
            Arbitraries.longs().between(1, Duration.ofHours(1).toNanos()))
        .as((orders, nanos) -> new Rate(orders, Duration.ofNanos(nanos)))
        // More orders than nanoseconds can't be told apart.
        .filter(rate -> rate.orders() <= rate.per().toNanos());
  }
}
