package io.groundswell.lab.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.lab.http.Traffic;
import io.groundswell.triggers.Measurement;
import io.groundswell.triggers.Trigger;
import io.groundswell.triggers.TriggerException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WokenTriggerTest {

  @ParameterizedTest
  @CsvSource({
    "0, false, 0, 0, 0, false",
    "0, false, 3, 0, 3, true",
    "0, false, 0, 1, 0, true",
    "40, true, 3, 0, 40, true",
    "2, false, 1, 0, 2, true",
  })
  void pendingRequestsMakeItActive(
      double value, boolean active, int waiting, int inHand, double told, boolean toldActive)
      throws TriggerException {
    // Given
    Traffic.Counts requests = new Traffic.Counts(9, 0, 0, 0, 0, waiting, inHand);
    Trigger trigger = new WokenTrigger(new Fixed(new Measurement(value, active)), () -> requests);

    // When
    Measurement measurement = trigger.measure();

    // Then
    assertThat(measurement).isEqualTo(new Measurement(told, toldActive));
  }

  private record Fixed(Measurement measure) implements Trigger {
    @Override
    public String metricName() {
      return "s0-prometheus";
    }

    @Override
    public double target() {
      return 10;
    }

    @Override
    public double activation() {
      return 0;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
