package io.groundswell.lab.compare;

import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineEvent.Noted;
import io.groundswell.autoscaler.timeline.TimelineEvent.Sampled;
import io.groundswell.lab.run.Rise;
import io.groundswell.lab.run.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One of the runs that are compared, on the autoscaler's clock and counted from the first step: a
 * run at speed 5 takes its decisions in a fifth of the time, so its times are multiplied by 5. What
 * processes and pods take (to start, to work) isn't: they live on the wall's clock at any speed.
 *
 * @param name of the run
 * @param summary what came of it
 * @param beginning of the run; before the first step, so 0 or less
 * @param steps all that changed replicas
 * @param moments how it stood, in the order of time
 * @param remarks what else was noted
 */
record Side(
    String name,
    Summary summary,
    double beginning,
    List<Step> steps,
    List<Moment> moments,
    List<Remark> remarks) {

  /**
   * A remark.
   *
   * @param at seconds since the run's first step, on the autoscaler's clock
   */
  record Remark(double at, String text) {}

  /** Puts it together; what became known later than it happened may stand late in the timeline. */
  static Side of(String name, Summary summary, List<TimelineEvent> timeline) {
    List<TimelineEvent> events =
        timeline.stream().sorted(Comparator.comparingDouble(TimelineEvent::t)).toList();
    List<TimelineEvent> changes =
        events.stream().filter(e -> e instanceof DecisionMade d && d.changes()).toList();
    double speed = summary.speed();
    double beginning = changes.isEmpty() ? 0 : -changes.getFirst().t() * speed;
    List<Step> steps = new ArrayList<>();
    List<Moment> moments = new ArrayList<>();
    List<Remark> remarks = new ArrayList<>();
    for (TimelineEvent event : events) {
      double at = rounded(beginning + event.t() * speed);
      if (event instanceof Sampled sample) {
        moments.add(moment(sample, at));
      } else if (event instanceof DecisionMade decision && decision.changes()) {
        steps.add(Step.of(decision, at));
        moments.add(afterwards(moments, decision.after(), at));
      } else if (event instanceof Noted note) {
        remarks.add(new Remark(at, note.text()));
      }
    }
    return new Side(name, summary, rounded(beginning), steps, moments, remarks);
  }

  private static Moment moment(Sampled sample, double at) {
    Long queue =
        sample.queueReady() == null
            ? null
            : sample.queueReady() + (sample.queueUnacked() == null ? 0 : sample.queueUnacked());
    return new Moment(at, sample.wanted(), sample.ready(), queue, sample.done());
  }

  private static Moment afterwards(List<Moment> moments, int wanted, double at) {
    if (moments.isEmpty()) {
      return new Moment(at, wanted, 0, null, null);
    }
    Moment last = moments.getLast();
    return new Moment(Math.max(at, last.at()), wanted, last.ready(), last.queue(), last.done());
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }

  /** How it stood at a time: as it last was seen; empty before and after the run. */
  Optional<Moment> at(double seconds) {
    if (moments.isEmpty() || seconds > moments.getLast().at()) {
      return Optional.empty();
    }
    int low = 0;
    int high = moments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (moments.get(middle).at() <= seconds) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? Optional.empty() : Optional.of(moments.get(low - 1));
  }

  /** When the last order was off the queue and out of hand; empty if that wasn't seen. */
  Optional<Double> workedOffAt() {
    for (int i = moments.size() - 2; i >= 0; i--) {
      Long queue = moments.get(i).queue();
      if (queue != null && queue > 0) {
        return Optional.of(moments.get(i + 1).at());
      }
    }
    return Optional.empty();
  }

  /** Its rises; of their stages, only the wait for the poll is on the autoscaler's clock. */
  List<Rise> rises() {
    return summary.rises().stream().map(this::onOneClock).toList();
  }

  private Rise onOneClock(Rise rise) {
    SequencedMap<String, Double> stages = new LinkedHashMap<>(rise.stages());
    stages.computeIfPresent("poll", (name, seconds) -> seconds * summary.speed());
    return new Rise(stages);
  }
}
