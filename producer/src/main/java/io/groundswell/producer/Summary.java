package io.groundswell.producer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.producer.Placing.Counts;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What has become of a run.
 *
 * @param run its name
 * @param size how many orders it was to have; empty if that wasn't known
 * @param counts at its end
 * @param took how long it lasted, from when the broker was there for the first time
 */
record Summary(String run, OptionalLong size, Counts counts, Duration took) {

  /** How it is written. */
  enum Format {
    /** A sentence or two. */
    TEXT,
    /** One JSON object in one line. */
    JSON
  }

  String as(Format format) {
    return format == Format.JSON ? json() : text();
  }

  /** Orders that should have been placed and weren't; they may be on the queue nevertheless. */
  long failed() {
    return size.isPresent() ? size.getAsLong() - counts.placed() : counts.waiting();
  }

  /** Whether all is as it was wanted; a run without end may be stopped at any time. */
  boolean successful() {
    return failed() == 0 && counts.failure().isEmpty();
  }

  /** Orders placed in a second; 0 for none. */
  double rate() {
    return counts.placed() == 0 ? 0 : counts.placed() / seconds();
  }

  private double seconds() {
    return took.toNanos() / 1e9;
  }

  private String text() {
    String sentence =
        String.format(
            Locale.ROOT,
            "%s: %d placed, %d failed in %.2f s (%.1f/s)",
            run,
            counts.placed(),
            failed(),
            seconds(),
            rate());
    if (counts.again() > 0) {
      sentence += ", " + counts.again() + " sent again";
    }
    return sentence;
  }

  private String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run", run);
    json.put("placed", counts.placed());
    json.put("failed", failed());
    json.put("sentAgain", counts.again());
    json.put("seconds", rounded(seconds()));
    json.put("rate", rounded(rate()));
    return json.toString();
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
