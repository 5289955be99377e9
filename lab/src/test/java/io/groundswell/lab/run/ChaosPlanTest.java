package io.groundswell.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.lab.LabException;
import io.groundswell.lab.run.ChaosPlan.Fault;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosPlanTest {

  @Test
  void readsHowOftenWhat() {
    assertThat(ChaosPlan.parse("kill=3, term=2,broker=1")).isEqualTo(new ChaosPlan(3, 2, 1));
  }

  @Test
  void aNameAloneIsOnce() {
    assertThat(ChaosPlan.parse("term")).isEqualTo(new ChaosPlan(0, 1, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kil=3", "kill=-1", "kill=x", "kill=1001", "kill="})
  void refusesWhatItDoesNotKnowAndNamesIt(String text) {
    assertThatThrownBy(() -> ChaosPlan.parse(text))
        .isInstanceOf(LabException.class)
        .hasMessageStartingWith("--chaos " + text + ":");
  }

  @Test
  void shufflesEveryFaultIntoTheRun() {
    // Given
    ChaosPlan plan = new ChaosPlan(2, 1, 1);

    // When
    var faults = plan.shuffled(new Random(7));

    // Then
    assertThat(faults).containsExactlyInAnyOrder(Fault.KILL, Fault.KILL, Fault.TERM, Fault.BROKER);
  }
}
