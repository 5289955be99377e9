package io.groundswell.consumer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private final Intake intake = new Intake(3);

  @Test
  void itPausesAtTwiceThePrefetch() {
    // When
    List<Boolean> changes = taken(7);

    // Then
    assertThat(changes).containsExactly(false, false, false, false, false, true, true);
  }

  @Test
  void itGoesOnAtThePrefetch() {
    // Given
    taken(6);

    // When
    List<Boolean> changes = Stream.generate(intake::ended).limit(4).toList();

    // Then
    assertThat(changes).containsExactly(false, false, true, false);
  }

  private List<Boolean> taken(int count) {
    return IntStream.range(0, count).mapToObj(n -> intake.taken(1)).toList();
  }
}
