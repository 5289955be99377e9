package io.groundswell.producer.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.messages.Order;
import org.junit.jupiter.api.Test;

class RunTest {

  @Test
  void idsDifferThoughANameIsUsedAgain() {
    // Given
    MadeUp first = new MadeUp(Run.named("night"), "");
    MadeUp second = new MadeUp(Run.named("night"), "");

    // When
    String id = second.next(0).orElseThrow().id();

    // Then
    assertThat(id).isNotEqualTo(first.next(0).orElseThrow().id());
  }

  @Test
  void theLongestNameMakesIdsThatAreShortEnough() {
    // Given
    Run run = Run.named("n".repeat(Run.MAX_LENGTH));

    // When
    String id = run.id(Long.MAX_VALUE);

    // Then
    assertThat(id).hasSizeLessThanOrEqualTo(Order.MAX_ID_LENGTH);
  }

  @Test
  void unnamedRunsGetDifferentNames() {
    // Given
    Run first = Run.unnamed();

    // When
    Run second = Run.unnamed();

    // Then
    assertThat(second.name()).startsWith("run-").isNotEqualTo(first.name());
  }
}
