package io.groundswell.lab.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.lab.LabException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTriggersTest {

  @Test
  void queriesAreAsMuchShorterAsTheClockIsFaster() {
    // Given
    ScaledObject scaledObject =
        ScaledObject.builder("app")
            .trigger("cpu", Map.of("value", "50"))
            .trigger("prometheus", Map.of("query", "sum(rate(hits[1m]))"))
            .build();

    // When
    List<String> queries = MetricTriggers.queries(scaledObject, 10);

    // Then
    assertThat(queries).containsExactly("sum(rate(hits[6000ms]))");
  }

  @Test
  void aTriggerOfABrokerIsRefused() {
    // Given
    ScaledObject scaledObject =
        ScaledObject.builder("app").trigger("rabbitmq", Map.of("queueName", "orders")).build();

    // When
    var thrown = assertThatThrownBy(() -> MetricTriggers.queries(scaledObject, 1));

    // Then
    thrown
        .isInstanceOf(LabException.class)
        .hasMessage(
            "trigger 0 of ScaledObject app is of type rabbitmq: under requests the lab runs"
                + " prometheus, cpu and memory");
  }

  @ParameterizedTest
  @CsvSource({"1, 15000", "5, 3000", "60, 250", "1000, 250", "0.5, 15000"})
  void scrapesAreCloserOnAFasterClock(double speed, long millis) {
    // When
    Duration interval = MetricTriggers.scrapeInterval(speed);

    // Then
    assertThat(interval).isEqualTo(Duration.ofMillis(millis));
  }
}
