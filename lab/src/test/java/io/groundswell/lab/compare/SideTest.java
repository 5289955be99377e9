package io.groundswell.lab.compare;

import static io.groundswell.lab.compare.Given.decision;
import static io.groundswell.lab.compare.Given.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SideTest {

  @Test
  void timesCountFromTheFirstStep() {
    // When
    Side side = Given.side("run", 1, decision(2, 0, 0), decision(10, 0, 1), decision(25, 1, 4));

    // Then
    assertThat(side.steps()).extracting(Step::at).containsExactly(0.0, 15.0);
    assertThat(side.beginning()).isEqualTo(-10);
  }

  @Test
  void timesOfAFastRunAreThoseOfTheAutoscalersClock() {
    // When
    Side side = Given.side("run", 5, decision(2, 0, 1), decision(5, 1, 4));

    // Then
    assertThat(side.steps()).extracting(Step::at).containsExactly(0.0, 15.0);
  }

  @Test
  void onlyThePollOfARiseIsOnTheAutoscalersClock() {
    // When
    Side side = Given.side("run", 5, decision(2, 0, 1));

    // Then
    assertThat(side.rises().getFirst().stages())
        .containsEntry("poll", 10.0)
        .containsEntry("boot", 1.0);
  }

  @Test
  void isAsItWasLastSeen() {
    // Given
    Side side = Given.side("run", 1, decision(10, 0, 1), sample(11, 1, 0), sample(14, 1, 1));

    // When
    Optional<Moment> moment = side.at(3.5);

    // Then
    assertThat(moment).contains(new Moment(1, 1, 0, 6L, 3L));
  }

  @Test
  void whatStandsLateInTheTimelineIsPutWhereItHappened() {
    // When
    Side side = Given.side("run", 1, sample(11, 1, 0), decision(10, 0, 1), decision(8, 1, 0));

    // Then
    assertThat(side.moments()).extracting(Moment::at).containsExactly(0.0, 2.0, 3.0);
  }

  @Test
  void isUnknownBeforeAndAfterTheRun() {
    // Given
    Side side = Given.side("run", 1, sample(1, 0, 0), decision(10, 0, 1), sample(14, 1, 1));

    // When / Then
    assertThat(side.at(-9.5)).isEmpty();
    assertThat(side.at(4.5)).isEmpty();
  }
}
