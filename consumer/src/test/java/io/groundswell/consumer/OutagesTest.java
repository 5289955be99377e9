package io.groundswell.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutagesTest {

  private final Outages outages = new Outages();

  @BeforeEach
  void at() {
    outages.at("broker:5672");
  }

  @Test
  void theReasonIsSaidWithTheAddress() {
    assertThat(outages.refused("no route"))
        .contains(
            "No connection to the broker at broker:5672, trying again every second: no route");
  }

  @Test
  void theSameReasonIsSaidOnce() {
    // Given
    outages.refused("no route");

    // When
    var again = outages.refused("no route");

    // Then
    assertThat(again).isEmpty();
  }

  @Test
  void itIsSaidAgainInTheNextOutage() {
    // Given
    outages.refused("no route");
    outages.over();

    // When
    var again = outages.refused("no route");

    // Then
    assertThat(again).isPresent();
  }

  @Test
  void whoLeavesSaysNothing() {
    // Given
    outages.leaving();

    // When
    var said = outages.refused("no route");

    // Then
    assertThat(said).isEmpty();
  }

  @Test
  void theRootOfAFailureIsItsReason() {
    // Given
    Exception failure = new IOException("outer", new ConnectException("refused\nat once"));

    // When
    String text = Outages.text(failure);

    // Then
    assertThat(text).isEqualTo("ConnectException: refused");
  }
}
