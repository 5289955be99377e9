package io.groundswell.lab.watch;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When things happened. Most of what the API states is in whole seconds, while a watch sees them a
 * few milliseconds after they happened; the two together are as good as it gets from outside.
 */
final class Times {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A watch that goes on sees things no later than this. */
  private static final Duration LATE = Duration.ofSeconds(3);

  private Times() {}

  /**
   * The best guess at when something happened that the API states in whole seconds: when it was
   * seen, if that was within the stated second; the end of that second, if it was seen a little
   * later; its middle, if it was seen long afterwards, as by a watch that began then. Both clocks
   * are taken to agree.
   */
  static Instant best(Instant stated, Instant seen) {
    Duration late = Duration.between(stated, seen);
    if (late.isNegative()) {
      return stated;
    }
    if (late.compareTo(SECOND) < 0) {
      return seen;
    }
    return stated.plus(late.compareTo(LATE) < 0 ? SECOND : SECOND.dividedBy(2));
  }

  /** As {@link #best(Instant, Instant)}, of a time as the API writes it; null if there is none. */
  static Instant best(String stated, Instant seen) {
    if (stated == null) {
      return null;
    }
    Instant at = Instant.parse(stated);
    return at.getNano() == 0 ? best(at, seen) : at;
  }

  /** When an event happened; the last time, if it did so often. */
  static Instant of(Event event, Instant seen) {
    Optional<String> stated =
        Stream.of(
                event.getSeries() == null ? null : event.getSeries().getLastObservedTime(),
                event.getEventTime())
            .filter(Objects::nonNull)
            .map(io.fabric8.kubernetes.api.model.MicroTime::getTime)
            .filter(Objects::nonNull)
            .findFirst()
            .or(() -> Optional.ofNullable(event.getLastTimestamp()))
            .or(() -> Optional.ofNullable(event.getMetadata().getCreationTimestamp()));
    return stated.map(text -> best(text, seen)).orElse(seen);
  }
}
