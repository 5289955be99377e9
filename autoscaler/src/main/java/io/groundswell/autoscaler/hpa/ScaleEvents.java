package io.groundswell.autoscaler.hpa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The memory of what the HPA changed in one direction, after {@code storeScaleEvent}. */
public final class ScaleEvents {

  private ScaleEvents() {}

  /** Replicas changed within a period; what is exactly as old as the period doesn't count. */
  public static int change(List<ScaleEvent> events, Duration period, Instant now) {
    Instant cutoff = now.minus(period);
    int sum = 0;
    for (ScaleEvent event : events) {
      if (event.at().isAfter(cutoff)) {
        sum += event.change();
      }
    }
    return sum;
  }

  /**
   * Remembers one more change, in the slot of the last one that no policy looks back to.
   *
   * @param longest how far policies look back
   */
  public static List<ScaleEvent> store(
      List<ScaleEvent> events, int change, Duration longest, Instant now) {
    Instant cutoff = now.minus(longest);
    List<ScaleEvent> marked =
        events.stream()
            .map(e -> e.at().isBefore(cutoff) ? new ScaleEvent(e.change(), e.at(), true) : e)
            .toList();
    int slot = -1;
    for (int i = 0; i < marked.size(); i++) {
      if (marked.get(i).outdated()) {
        slot = i;
      }
    }
    return HpaMemory.put(marked, slot, new ScaleEvent(change, now, false));
  }
}
