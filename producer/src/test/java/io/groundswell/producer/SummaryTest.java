package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.producer.Placing.Counts;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void jsonIsOneLine() {
    // Given
    Summary summary = summary(OptionalLong.of(200), counts(150, 20, null));

    // When
    String json = summary.as(Summary.Format.JSON);

    // Then
    assertThat(json)
        .isEqualTo(
            "{\"run\":\"night\",\"placed\":150,\"failed\":50,\"sentAgain\":3,\"seconds\":0.5,\"rate\":300.0}");
  }

  @Test
  void textIsOneSentence() {
    // Given
    Summary summary = summary(OptionalLong.of(200), counts(150, 20, null));

    // When
    String text = summary.as(Summary.Format.TEXT);

    // Then
    assertThat(text).isEqualTo("night: 150 placed, 50 failed in 0.50 s (300.0/s), 3 sent again");
  }

  @Test
  void allPlacedIsSuccess() {
    // Given
    Summary summary = summary(OptionalLong.of(200), counts(200, 0, null));

    // When
    boolean successful = summary.successful();

    // Then
    assertThat(successful).isTrue();
  }

  @Test
  void endlessRunsMayBeStoppedWithSuccess() {
    // Given
    Summary summary = summary(OptionalLong.empty(), counts(17, 0, null));

    // When
    boolean successful = summary.successful();

    // Then
    assertThat(successful).isTrue();
  }

  @Test
  void runsThatWereCutShortAreNone() {
    // Given
    Summary summary = summary(OptionalLong.of(200), counts(17, 0, null));

    // When
    boolean successful = summary.successful();

    // Then
    assertThat(successful).isFalse();
  }

  @Test
  void runsThatGaveUpAreNone() {
    // Given
    Summary summary = summary(OptionalLong.empty(), counts(17, 0, "gave up"));

    // When
    boolean successful = summary.successful();

    // Then
    assertThat(successful).isFalse();
  }

  private static Summary summary(OptionalLong size, Counts counts) {
    return new Summary("night", size, counts, Duration.ofMillis(500));
  }

  private static Counts counts(long placed, long waiting, String failure) {
    return new Counts(placed, waiting, 3, true, Optional.ofNullable(failure));
  }
}
