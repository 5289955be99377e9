package io.groundswell.consumer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class HoldTest {

  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private Instant now = Instant.parse("2026-01-02T12:00:00Z");
  private final Hold hold = new Hold(Message.builder().build(), () -> now, VISIBILITY);

  @Test
  void itLastsAsLongAsTheMessageIsHidden() {
    // When
    now = now.plusSeconds(29);

    // Then
    assertThat(hold.lost()).isFalse();
  }

  @Test
  void afterThatTheMessageMayBeAnothers() {
    // When
    now = now.plusSeconds(30);

    // Then
    assertThat(hold.lost()).isTrue();
  }

  @Test
  void anExtensionCountsFromWhenItWasAskedFor() {
    // Given
    hold.extended(now.plusSeconds(10), VISIBILITY);

    // When
    now = now.plusSeconds(39);

    // Then
    assertThat(hold.lost()).isFalse();
  }

  @Test
  void whatIsLostOnceStaysLost() {
    // Given
    now = now.plusSeconds(30);
    hold.lost();

    // When
    hold.extended(now, VISIBILITY);

    // Then
    assertThat(hold.lost()).isTrue();
  }
}
