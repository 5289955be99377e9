package io.groundswell.autoscaler.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class MilliPropertiesTest {

  @Property
  void sums_stop_at_their_ends(@ForAll long a, @ForAll long b) {
    // Given
    BigInteger exact = BigInteger.valueOf(a).add(BigInteger.valueOf(b));

    // When
    long sum = Milli.add(a, b);

    // Then
    assertThat(BigInteger.valueOf(sum))
        .isEqualTo(
            exact.min(BigInteger.valueOf(Long.MAX_VALUE)).max(BigInteger.valueOf(Long.MIN_VALUE)));
  }

  @Property
  void thousandths_are_rounded_up(@ForAll @DoubleRange(min = -1e9, max = 1e9) double value) {
    assertThat(Milli.ceil(value) - value * 1000).isBetween(-1e-3, 1 + 1e-3);
  }
}
