package io.groundswell.mocapp.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondsTest {

  @Property(tries = 100)
  void aNumberWithinTheBoundsIsTaken(@ForAll @IntRange(min = 1, max = 300) int seconds) {
    assertThat(Seconds.parse(Integer.toString(seconds))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "0, greater_than_equal",
    "-5, greater_than_equal",
    "301, less_than_equal",
    "99999999999999999999, less_than_equal",
    "3.5, int_parsing",
    "'', int_parsing",
    "1e2, int_parsing",
    "NaN, int_parsing",
  })
  void anyOtherIsRefused(String text, String type) {
    // When
    InvalidException thrown =
        catchThrowableOfType(InvalidException.class, () -> Seconds.parse(text));

    // Then
    assertThat(thrown.errors()).extracting(Invalid::type).containsExactly(type);
  }
}
