package io.groundswell.autoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

  private static List<Arrivals> arrivals(String shape) {
    Workload workload = Shape.parse(shape, Placing.EVEN).workload(new SplittableRandom(7));
    List<Arrivals> all = new ArrayList<>();
    for (Optional<Arrivals> next = workload.next(); next.isPresent(); next = workload.next()) {
      all.add(next.get());
    }
    return all;
  }

  private static long orders(String shape) {
    return arrivals(shape).stream().mapToLong(Arrivals::count).sum();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          steady:rate=5,for=10s                                 | 50
          steady:rate=0.1/s,for=1m                              | 6
          step:to=10,at=20s,for=30s                             | 100
          step:rate=1,to=10,at=20s,for=30s                      | 120
          spike:rate=1,peak=100,at=10s,width=2s,for=1m          | 258
          daily:rate=1                                          | 86400
          weekly:rate=1,weekend=0.5                             | 518400
          daily:rate=1,swing=1,for=12h                          | 43200
          steady:rate=0                                         | 0
          """)
  void a_shapes_orders_add_up(String shape, long orders) {
    // When / Then
    assertThat(orders(shape)).isEqualTo(orders);
  }

  @Test
  void a_slow_shapes_orders_come_one_by_one() {
    // When
    List<Arrivals> arrivals = arrivals("steady:rate=0.25,for=8s");

    // Then
    assertThat(arrivals).extracting(Arrivals::count).containsExactly(1L, 1L);
  }

  @Test
  void poisson_orders_come_at_random_around_their_rate() {
    // When
    List<Arrivals> arrivals = arrivals("poisson:rate=4,for=10000s");

    // Then their mean and their variance are the rate, within five standard errors
    double mean = arrivals.stream().mapToLong(Arrivals::count).average().orElseThrow();
    double variance =
        arrivals.stream().mapToDouble(a -> Math.pow(a.count() - mean, 2)).average().orElseThrow();
    assertThat(mean).isCloseTo(4, within(0.1));
    assertThat(variance).isCloseTo(4, within(0.3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          wave:rate=1        | 'wave' is no shape: it may be steady, poisson, step, spike, daily or weekly
          steady             | steady needs rate, orders a second: steady:rate=5
          steady:rate=fast   | steady: rate is 'fast', must be a number
          steady:rate=-1     | rate is -1.0, must be 0 to 1000000 orders a second
          steady:rate=NaN    | rate is NaN, must be 0 to 1000000 orders a second
          steady:rate=1,to=2 | steady has no setting 'to'
          steady:rate=1,for=ever | steady: for: 'ever' is no time: it may be 500ms, 30s, 10m, 2h or 7d
          steady:rate=1,for=0s | for is PT0S, must be above 0, at most 3660d
          steady:5           | steady: '5' is no setting such as rate=5, or it is there twice
          daily:rate=1,swing=2 | swing is 2.0, must be 0 to 1
          """)
  void a_wrong_shape_is_refused_with_the_way_out(String shape, String message) {
    // When / Then
    assertThatThrownBy(() -> Shape.parse(shape, Placing.EVEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
