package io.groundswell.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.messages.Receipt;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RiseTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @Test
  void splitsTheWayFromTheFirstOrderToItsEnd() {
    // Given
    Rise.Watch watch = watch(2000, 2010, 2015, 2815);

    // When
    Rise rise = Rise.of(watch, List.of(receipt(0, 2900, 3100))).orElseThrow();

    // Then
    assertThat(rise.written())
        .containsExactly(
            entry("poll", 2.0),
            entry("decide", 0.01),
            entry("spawn", 0.005),
            entry("boot", 0.8),
            entry("firstReceived", 0.085),
            entry("firstDone", 0.2),
            entry("total", 3.1));
  }

  @Test
  void anOrderReceivedBeforeReadinessEndsTheBoot() {
    // Given
    Rise.Watch watch = watch(2000, 2000, 2000, 3000);

    // When
    Rise rise = Rise.of(watch, List.of(receipt(0, 2500, 2700))).orElseThrow();

    // Then
    assertThat(rise.stages().get("boot")).isEqualTo(0.5);
    assertThat(rise.stages()).containsEntry("firstReceived", 0.0);
  }

  @Test
  void withoutAnOrderDoneThereIsNoRise() {
    assertThat(Rise.of(watch(0, 0, 0, 0), List.of())).isEmpty();
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    // Given
    ObjectMapper json = new ObjectMapper();
    Rise rise =
        Rise.of(watch(2000, 2010, 2015, 2815), List.of(receipt(0, 2900, 3100))).orElseThrow();

    // When
    Rise read = json.readValue(json.writeValueAsString(rise), Rise.class);

    // Then
    assertThat(read).isEqualTo(rise);
  }

  @Property
  void theStagesFillTheTimeFromThePlacingToTheEnd(
      @ForAll @IntRange(max = 5000) int poll,
      @ForAll @IntRange(max = 500) int decide,
      @ForAll @IntRange(max = 500) int spawn,
      @ForAll @IntRange(max = 5000) int ready,
      @ForAll @IntRange(max = 5000) int received,
      @ForAll @IntRange(max = 5000) int work) {
    // Given
    int spawned = poll + decide + spawn;
    int done = spawned + received + work;
    Rise.Watch watch = watch(poll, poll + decide, spawned, spawned + ready);

    // When
    Rise rise = Rise.of(watch, List.of(receipt(0, spawned + received, done))).orElseThrow();

    // Then
    assertThat(rise.total()).isCloseTo(done / 1e3, within(1e-6));
  }

  private static Rise.Watch watch(long polled, long decided, long spawned, long ready) {
    Rise.Watch watch = new Rise.Watch(NOON.plusMillis(polled), NOON.plusMillis(decided));
    watch.spawnedAt = NOON.plusMillis(spawned);
    watch.readyAt = NOON.plusMillis(ready);
    return watch;
  }

  private static Receipt receipt(long created, long arrived, long ended) {
    return new Receipt(
        "run-0",
        "run",
        0,
        "a",
        NOON.plusMillis(created),
        NOON.plusMillis(arrived),
        NOON.plusMillis(arrived),
        NOON.plusMillis(ended));
  }
}
