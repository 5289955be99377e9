package io.groundswell.lab.watch;

import static io.groundswell.lab.watch.Given.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import org.junit.jupiter.api.Test;

class PodStagesTest {

  private final Pod created = Given.pod("consumer-a");
  private final PodStages nothing = PodStages.of("consumer-a");

  @Test
  void conditionsAndEventsTellTheStages() {
    // Given
    Pod scheduled = Given.scheduled(created, 0.1);
    Pod running = Given.running(scheduled, 1.5);
    Event pulled = Given.event("Pod", "consumer-a", "Pulled", "Container image ...", 1.2);

    // When
    PodStages stages =
        nothing
            .with(created, at(0.05))
            .with(scheduled, at(0.15))
            .with(pulled, at(1.25))
            .with(running, at(1.9))
            .with(Given.ready(running, 2.3), at(2.35))
            .gone(at(60));

    // Then
    assertThat(stages.reached())
        .containsExactly(
            entry(Stage.CREATED, at(0.05)),
            entry(Stage.SCHEDULED, at(0.15)),
            entry(Stage.PULLED, at(1.25)),
            entry(Stage.SPAWNED, at(1.9)),
            entry(Stage.READY, at(2.35)),
            entry(Stage.EXITED, at(60)));
  }

  @Test
  void aPodThatWasThereBeforeHasTheMiddleOfTheStatedSeconds() {
    // When
    PodStages stages = nothing.with(Given.scheduled(created, 3), at(100));

    // Then
    assertThat(stages.reached())
        .containsExactly(entry(Stage.CREATED, at(0.5)), entry(Stage.SCHEDULED, at(3.5)));
  }

  @Test
  void whatIsSeenALittleLateHappenedAtTheEndOfItsSecond() {
    // When
    PodStages stages = nothing.with(created, at(1.2));

    // Then
    assertThat(stages.at(Stage.CREATED)).contains(at(1));
  }

  @Test
  void anEventWithMicrosecondsIsTakenAtItsWord() {
    // Given
    Event event = Given.exact(Given.event("Pod", "consumer-a", "Scheduled", "", 0), 0.123);

    // When
    PodStages stages = nothing.with(event, at(5));

    // Then
    assertThat(stages.at(Stage.SCHEDULED)).contains(at(0.123));
  }

  @Test
  void whatToldOfAStageFirstCounts() {
    // Given
    Event started = Given.event("Pod", "consumer-a", "Started", "Started container", 1.1);

    // When
    PodStages stages = nothing.with(started, at(1.1)).with(Given.running(created, 1.1), at(1.8));

    // Then
    assertThat(stages.at(Stage.SPAWNED)).contains(at(1.1));
  }

  @Test
  void theImageOfAnInitContainerIsNotThePods() {
    // Given
    Event pulled =
        Given.event("Pod", "consumer-a", "Pulled", "", 1)
            .edit()
            .editInvolvedObject()
            .withFieldPath("spec.initContainers{wait}")
            .endInvolvedObject()
            .build();

    // When
    PodStages stages = nothing.with(pulled, at(1));

    // Then
    assertThat(stages.reached()).isEmpty();
  }
}
