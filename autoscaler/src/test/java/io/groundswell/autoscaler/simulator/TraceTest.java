package io.groundswell.autoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Comparator<Arrivals> BY_TIME = Comparator.comparingLong(Arrivals::end);

  static Trace trace(String text, Duration step) {
    return new Trace(
        "t.csv", new StringReader(text), new Trace.Part(Optional.of(step), 0, Long.MAX_VALUE));
  }

  private static Trace trace(String text) {
    return new Trace("t.csv", new StringReader(text), Trace.Part.all());
  }

  private static List<Arrivals> arrivals(Trace trace) {
    return all(trace.workload(Placing.EVEN, new SplittableRandom(1)));
  }

  private static List<Arrivals> all(Workload workload) {
    List<Arrivals> all = new ArrayList<>();
    for (Optional<Arrivals> next = workload.next(); next.isPresent(); next = workload.next()) {
      all.add(next.get());
    }
    return all;
  }

  @Test
  void a_rows_orders_are_spread_evenly_over_its_step() {
    // Given
    Trace trace = trace("4\n0\n1", Duration.ofSeconds(2));

    // When
    List<Arrivals> arrivals = arrivals(trace);

    // Then
    assertThat(arrivals)
        .containsExactly(
            new Arrivals(SECOND / 4, SECOND / 2, 4, 2 * SECOND),
            new Arrivals(4 * SECOND, 0, 0, 4 * SECOND),
            new Arrivals(5 * SECOND, 2 * SECOND, 1, 6 * SECOND));
  }

  @Test
  void a_poisson_rows_orders_are_all_there() {
    // Given
    Workload workload =
        trace("1000\n7", Duration.ofMinutes(1)).workload(Placing.POISSON, new SplittableRandom(1));

    // When
    List<Arrivals> arrivals = all(workload);

    // Then
    assertThat(arrivals).hasSizeLessThanOrEqualTo(120).isSortedAccordingTo(BY_TIME);
    assertThat(arrivals.stream().mapToLong(Arrivals::count).sum()).isEqualTo(1007);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "minute,count\n1995-07-01 00:00:00,3\n1995-07-01 00:05:00,4\n",
        "1995-07-01T00:00:00Z,3\n1995-07-01T00:05:00Z,4",
        "\uFEFF\"minute\",\"count\"\n\n\"1995-07-01 00:00:00\",\"3\"\n1995-07-01T00:05:00,4"
      })
  void the_times_of_the_rows_tell_the_step(String text) {
    // When
    Trace trace = trace(text);

    // Then
    assertThat(trace.step()).isEqualTo(Duration.ofMinutes(5));
    assertThat(arrivals(trace)).extracting(Arrivals::count).containsExactly(3L, 4L);
  }

  @Test
  void a_row_is_a_minute_where_nothing_tells() {
    // When
    Trace trace = trace("minute,count\n0,3\n1,4");

    // Then
    assertThat(trace.step()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a_part_of_the_rows_can_be_taken() {
    // Given
    Trace.Part part = new Trace.Part(Optional.empty(), 1, 2);

    // When
    Trace trace = new Trace("t.csv", new StringReader("count\n1\n2\n3\n4"), part);

    // Then
    assertThat(arrivals(trace)).extracting(Arrivals::count).containsExactly(2L, 3L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                        | t.csv has no rows: it must have a count on each line
          minute,count              | t.csv has no rows: it must have a count on each line
          1;-3                      | t.csv: line 2 has the count -3, must be 0 to 1000000000
          1;2.5                     | t.csv: line 2 has the count '2.5', must be a whole number
          1;9999999999              | t.csv: line 2 has the count 9999999999, must be 0 to 1000000000
          0,1;0,2                   | t.csv: line 2 has the time 0, must be after that of the row before, 0
          1995-07-02 00:00:00,1;1995-07-01 00:00:00,2 | t.csv: line 2 has the time 1995-07-01 00:00:00, must be after that of the row before, 1995-07-02 00:00:00
          1/Jul/1995,1              | t.csv: line 1 has the time '1/Jul/1995', must be like 1995-07-01 00:00:00, or a number
          """)
  void a_wrong_trace_is_refused_with_its_line(String rows, String message) {
    // Given
    String text = rows.replace(";", "\n");

    // When / Then
    assertThatThrownBy(() -> arrivals(trace(text)))
        .isInstanceOf(TraceException.class)
        .hasMessage(message);
  }

  @Test
  void a_trace_shorter_than_what_is_left_out_is_refused() {
    // Given
    Trace.Part part = new Trace.Part(Optional.empty(), 5, 2);

    // When / Then
    assertThatThrownBy(() -> new Trace("t.csv", new StringReader("1\n2"), part))
        .hasMessage("t.csv has 2 rows, so none is left after the first 5");
  }

  @Test
  void left_out_times_are_remarked_upon() {
    // Given
    Trace trace = trace("0,1\n1,1\n2,1\n7,1\n8,1");

    // When
    arrivals(trace);

    // Then
    assertThat(trace.warning())
        .hasValue(
            "t.csv: 1 stretch of time is left out, the first before line 4: as a row is a step,"
                + " they are skipped");
  }

  @Test
  void workloads_that_go_side_by_side_keep_no_more_than_what_lies_between_them() {
    // Given
    Trace trace = trace("1\n".repeat(1000));
    Workload one = trace.workload(Placing.EVEN, new SplittableRandom(1));
    Workload other = trace.workload(Placing.EVEN, new SplittableRandom(2));
    int most = 0;

    // When
    for (int i = 0; i < 1000; i++) {
      one.next();
      most = Math.max(most, trace.kept());
      other.next();
    }

    // Then
    assertThat(most).isEqualTo(1);
    assertThat(trace.kept()).isZero();
  }
}
