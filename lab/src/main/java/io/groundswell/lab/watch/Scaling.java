package io.groundswell.lab.watch;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Decision.By;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change of the Deployment's replicas, and who made it.
 *
 * @param at when it was seen
 * @param before replicas wanted before
 * @param after replicas wanted afterwards
 * @param by who did it; empty if neither KEDA nor the HPA
 * @param why what it said itself; empty if it said nothing
 */
record Scaling(Instant at, int before, int after, Optional<By> by, Optional<String> why) {

  /**
   * The event of a timeline.
   *
   * @param t seconds since the watch began
   * @param object the ScaledObject's name
   * @param readings what the HPA had read, for its decisions
   * @param limit what bound the HPA, as its condition ScalingLimited tells
   */
  Optional<DecisionMade> decision(
      double t, String object, List<Decision.Input> readings, Optional<Decision.Code> limit) {
    return by.map(
        who ->
            new DecisionMade(
                t,
                object,
                who,
                before,
                after,
                who == By.KEDA ? code() : limit.orElse(Decision.Code.DESIRED_WITHIN_RANGE),
                sentence(who, readings),
                who == By.KEDA ? List.of() : readings,
                List.of(),
                List.of()));
  }

  private Decision.Code code() {
    if (after < before) {
      return Decision.Code.DEACTIVATED;
    }
    return before == 0 ? Decision.Code.ACTIVATED : Decision.Code.RAISED_TO_MIN;
  }

  private String sentence(By who, List<Decision.Input> readings) {
    String what =
        who == By.HPA
            ? "HPA %s replicas from %d to %d"
                .formatted(after > before ? "raises" : "lowers", before, after)
            : "KEDA %s %d replica%s"
                .formatted(
                    after > before ? "started" : "stopped",
                    Math.abs(after - before),
                    Math.abs(after - before) == 1 ? "" : "s");
    String because = why.map(text -> ": " + text).orElse("");
    return what + because + (who == By.HPA ? words(readings) : "");
  }

  private static String words(List<Decision.Input> readings) {
    StringBuilder words = new StringBuilder();
    for (Decision.Input reading : readings) {
      if (reading.value() != null) {
        words.append(
            "; it read %s of %s, target %s"
                .formatted(
                    io.groundswell.lab.output.Numbers.plain(reading.value()),
                    reading.metric(),
                    io.groundswell.lab.output.Numbers.plain(reading.target())));
      }
    }
    return words.toString();
  }
}
