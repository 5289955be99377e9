package io.groundswell.lab.compare;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;

/**
 * A decision that changed replicas.
 *
 * @param at seconds since the run's first step, on the autoscaler's clock
 * @param by who decided
 * @param before replicas wanted before
 * @param after replicas wanted afterwards
 * @param reason why, in one sentence
 */
record Step(double at, Decision.By by, int before, int after, String reason) {

  static Step of(DecisionMade decision, double at) {
    return new Step(at, decision.by(), decision.before(), decision.after(), decision.reason());
  }

  /** Whether the other is the same one's of the same replicas, whenever it was. */
  boolean equalTo(Step other) {
    return by == other.by && before == other.before && after == other.after;
  }

  /** Whether the other is the same one's in the same direction, to however many replicas. */
  boolean like(Step other) {
    return by == other.by && (after > before) == (other.after > other.before);
  }

  /** {@code 1 -> 4}. */
  String replicas() {
    return before + " -> " + after;
  }
}
