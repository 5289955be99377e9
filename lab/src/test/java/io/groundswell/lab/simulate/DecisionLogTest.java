package io.groundswell.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.Decision.By;
import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineEvent.Noted;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionLogTest {

  private final DecisionLog log = new DecisionLog();

  private void decide(double t, By by, int before, int after, Code code, Limit... limits) {
    log.add(
        new DecisionMade(
            t, "consumer", by, before, after, code, "why", List.of(), List.of(), List.of(limits)));
  }

  private List<String> entries() {
    return log.entries().stream()
        .map(e -> "%.0f to %.0f x%d".formatted(e.first().t(), e.last().t(), e.count()))
        .toList();
  }

  @Test
  void equalDecisionsInARowAreOne() {
    // When
    for (int i = 0; i < 5; i++) {
      decide(i, By.KEDA, 0, 0, Code.NOT_ACTIVE);
    }

    // Then
    assertThat(entries()).containsExactly("0 to 4 x5");
  }

  @Test
  void whatTheOtherOneDecidesInBetweenDoesNotMatter() {
    // When
    decide(0, By.KEDA, 0, 0, Code.NOT_ACTIVE);
    decide(1, By.HPA, 0, 0, Code.SCALING_DISABLED);
    decide(2, By.KEDA, 0, 0, Code.NOT_ACTIVE);

    // Then
    assertThat(entries()).containsExactly("0 to 2 x2", "1 to 1 x1");
  }

  @Test
  void aLimitsNumbersDoNotMatterButAnotherLimitDoes() {
    // When
    decide(0, By.KEDA, 1, 1, Code.COOLDOWN, new Limit.Cooldown(false, 20, 15));
    decide(5, By.KEDA, 1, 1, Code.COOLDOWN, new Limit.Cooldown(false, 20, 10));
    decide(10, By.KEDA, 1, 1, Code.COOLDOWN, new Limit.Pause("a", "true"));

    // Then
    assertThat(entries()).containsExactly("0 to 5 x2", "10 to 10 x1");
  }

  @Test
  void aChangeIsAlwaysTold() {
    // When
    decide(0, By.KEDA, 0, 1, Code.ACTIVATED);
    decide(5, By.KEDA, 0, 1, Code.ACTIVATED);

    // Then
    assertThat(entries()).containsExactly("0 to 0 x1", "5 to 5 x1");
  }

  @Test
  void notesAreTold() {
    // When
    log.add(new Noted(3, "the broker was killed"));

    // Then
    assertThat(entries()).containsExactly("3 to 3 x1");
  }
}
