package io.groundswell.lab.compare;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineEvent.Sampled;
import io.groundswell.lab.run.ChaosPlan;
import io.groundswell.lab.run.Rise;
import io.groundswell.lab.run.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Runs to be compared. */
final class Given {

  private Given() {}

  static Summary summary(String name, double speed) {
    SequencedMap<String, Double> stages = new LinkedHashMap<>();
    stages.put("poll", 2.0);
    stages.put("boot", 1.0);
    return new Summary(
        name,
        "rabbitmq",
        "aot",
        speed,
        100,
        30L,
        30L,
        0L,
        0L,
        0L,
        "receipts",
        null,
        null,
        new Summary.Replicas(4, 0),
        List.of(new Rise(stages)),
        0,
        ChaosPlan.NONE,
        false,
        new Summary.Usage(1, 1));
  }

  static DecisionMade decision(double t, int before, int after) {
    Decision.By by = before == 0 || after == 0 ? Decision.By.KEDA : Decision.By.HPA;
    return new DecisionMade(
        t,
        "consumer",
        by,
        before,
        after,
        Decision.Code.ACTIVE,
        "because of " + after,
        List.of(),
        List.of(),
        List.of());
  }

  static Sampled sample(double t, int wanted, int ready) {
    return new Sampled(t, 5L, 1L, wanted, wanted, ready, 30L, 3L);
  }

  static Side side(String name, double speed, TimelineEvent... events) {
    return Side.of(name, summary(name, speed), List.of(events));
  }
}
