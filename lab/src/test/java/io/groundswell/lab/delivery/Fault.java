package io.groundswell.lab.delivery;

import java.util.Locale;
import java.util.Map;

/** What goes wrong, and what the consumers do meanwhile. */
enum Fault {
  SCALE_IN("SIGTERM in a scale-in", true),
  KILL("SIGKILL of consumers", false),
  BROKER("broker killed and started again", false),
  NETWORK("network cut", false),
  SLOW("work beyond visibility and poll limits", false),
  POISON("garbage in between", false),
  TO_ZERO("to zero with orders in hand", true);

  private final String text;
  private final boolean clean;

  Fault(String text, boolean clean) {
    this.text = text;
    this.clean = clean;
  }

  /** For people. */
  String text() {
    return text;
  }

  /** Whether nothing may be done twice: everybody had time to finish. */
  boolean isClean() {
    return clean;
  }

  /** The consumers' settings. */
  Map<String, String> consumers() {
    return switch (this) {
      case SLOW ->
          Map.of(
              "CONSUMER_WORK", "8s",
              "CONSUMER_CONCURRENCY", "200",
              "CONSUMER_PREFETCH", "200",
              "CONSUMER_VISIBILITY", "4s",
              "KAFKA_MAX_POLL_INTERVAL_MS", "4000");
      default ->
          Map.of(
              "CONSUMER_WORK", "50ms..150ms",
              "CONSUMER_CONCURRENCY", "10",
              "CONSUMER_PREFETCH", "10");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
