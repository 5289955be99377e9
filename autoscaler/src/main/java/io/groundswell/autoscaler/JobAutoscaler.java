package io.groundswell.autoscaler;

import io.groundswell.autoscaler.keda.Annotations;
import io.groundswell.autoscaler.keda.JobMetrics;
import io.groundswell.autoscaler.keda.JobStrategy;
import io.groundswell.autoscaler.keda.Measured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * KEDA's loop for one ScaledJob: it creates Jobs, and deletes finished ones beyond what is kept.
 * There is no HPA, no cooldown and no fallback. Deterministic; not safe for use by several threads.
 */
public final class JobAutoscaler {

  private final ScaledJob spec;
  private final List<TriggerMetric> metrics;
  private Instant nextPoll;

  /**
   * KEDA's loop.
   *
   * @param metrics what the triggers announce; the readings follow their order
   * @param createdAt when the ScaledJob was made: the first poll is then
   */
  public JobAutoscaler(ScaledJob spec, List<TriggerMetric> metrics, Instant createdAt) {
    this.spec = spec;
    this.metrics = List.copyOf(metrics);
    this.nextPoll = createdAt;
  }

  /** When to {@link #poll} next. */
  public Instant nextPoll() {
    return nextPoll;
  }

  /**
   * KEDA's operator looks at the triggers.
   *
   * @param jobs all Jobs of the ScaledJob
   * @param readings one for each metric
   */
  public JobDecision poll(List<Job> jobs, List<Reading> readings, Instant now) {
    nextPoll = now.plus(spec.pollingIntervalOrDefault());
    int running = (int) jobs.stream().filter(j -> j.state() == Job.State.RUNNING).count();
    List<String> conditions = spec.strategy().pendingPodConditions();
    int pending = (int) jobs.stream().filter(j -> j.pending(conditions)).count();
    Optional<Limit.Pause> pause = Annotations.jobPause(spec.annotations());
    if (pause.isPresent()) {
      return new JobDecision(
          now, 0, List.of(), running, pending, 0, 0, 0, List.of(), List.of(pause.get()));
    }
    List<Decision.Input> inputs = new ArrayList<>();
    List<Limit> limits = new ArrayList<>();
    JobMetrics asked = asked(readings, inputs, limits);
    JobStrategy strategy = JobStrategy.of(spec, running, pending, asked.queue(), asked.maxScale());
    long create = asked.active() ? Math.min(strategy.scaleTo(), strategy.effective()) : 0;
    if (strategy.forMin()) {
      limits.add(new Limit.Min(spec.effectiveMin()));
    }
    return new JobDecision(
        now,
        (int) create,
        surplus(jobs),
        running,
        pending,
        asked.queue(),
        asked.maxScale(),
        strategy.effective(),
        inputs,
        limits);
  }

  private JobMetrics asked(
      List<Reading> readings, List<Decision.Input> inputs, List<Limit> limits) {
    if (readings.size() != metrics.size()) {
      throw new IllegalArgumentException(
          "there are " + readings.size() + " readings for " + metrics.size() + " metrics");
    }
    List<JobMetrics.OfTrigger> triggers = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      TriggerMetric metric = metrics.get(i);
      switch (readings.get(i)) {
        case Reading.Value value -> {
          double queue = Measured.milli(value.value()) / 1000.0;
          triggers.add(
              JobMetrics.OfTrigger.of(
                  queue, target(metric.trigger()), value.active(), spec.effectiveMax()));
          inputs.add(input(metric, queue, null, value.active()));
        }
        case Reading.Failure failure -> failed(metric, failure.message(), inputs, limits);
        case Reading.Unbuilt unbuilt -> failed(metric, unbuilt.message(), inputs, limits);
      }
    }
    return JobMetrics.of(
        triggers, spec.strategy().calculation(), spec.effectiveMin(), spec.effectiveMax());
  }

  private double target(int trigger) {
    return JobMetrics.target(
        metrics.stream()
            .filter(m -> m.trigger() == trigger)
            .map(m -> (long) (m.target() * 1000) / 1000.0)
            .toList());
  }

  private static void failed(
      TriggerMetric metric, String message, List<Decision.Input> inputs, List<Limit> limits) {
    inputs.add(input(metric, null, message, false));
    limits.add(new Limit.Failure(metric.name(), message));
  }

  private static Decision.Input input(
      TriggerMetric metric, Double value, String error, boolean active) {
    return new Decision.Input(
        metric.name(), value, error, active, metric.target(), metric.activation());
  }

  /** Names of finished Jobs beyond what is kept, those that ended first. */
  private List<String> surplus(List<Job> jobs) {
    List<String> names = new ArrayList<>(oldest(jobs, Job.State.COMPLETE, spec.keptSuccessful()));
    names.addAll(oldest(jobs, Job.State.FAILED, spec.keptFailed()));
    return names;
  }

  private static List<String> oldest(List<Job> jobs, Job.State state, int kept) {
    List<Job> finished =
        jobs.stream()
            .filter(j -> j.state() == state)
            .sorted(
                Comparator.comparing(
                    Job::completedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
            .toList();
    return finished.stream().limit(Math.max(0, finished.size() - kept)).map(Job::name).toList();
  }
}
