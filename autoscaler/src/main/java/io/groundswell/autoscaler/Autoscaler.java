package io.groundswell.autoscaler;

import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.hpa.HpaMemory;
import io.groundswell.autoscaler.hpa.MetricReading;
import io.groundswell.autoscaler.hpa.Milli;
import io.groundswell.autoscaler.hpa.Sync;
import io.groundswell.autoscaler.keda.Annotations;
import io.groundswell.autoscaler.keda.KedaHpa;
import io.groundswell.autoscaler.keda.LoopState;
import io.groundswell.autoscaler.keda.Operator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One ScaledObject with KEDA's loop and the HPA that KEDA makes of it, or a plain HPA alone. It
 * tells when it wants to look next, is shown what there is to see, and answers with a decision;
 * carrying it out is the caller's.
 *
 * <p>Deterministic: no threads, no clock of its own. A caller who wants everything N times as fast
 * hands in times that pass N times as fast. Where a poll and a sync fall on one instant, the poll
 * comes first. Not safe for use by several threads.
 */
public final class Autoscaler {

  private final HpaSettings settings;
  private final Instant createdAt;

  private Optional<ScaledObject> spec;
  private List<TriggerMetric> metrics;
  private Optional<Operator> operator;
  private HorizontalPodAutoscaler hpa;
  private Sync sync;

  private LoopState loop = LoopState.NEW;
  private HpaMemory memory = HpaMemory.EMPTY;
  private boolean hpaActive;
  private Instant nextPoll;
  private Instant nextSync;
  private OptionalInt originalReplicas = OptionalInt.empty();
  private Optional<Decision> lastDecision = Optional.empty();

  /**
   * KEDA's loop and HPA for a ScaledObject.
   *
   * @param metrics what its triggers announce, all of them except {@code cpu} and {@code memory},
   *     which the HPA reads itself; {@link Observation#readings} follow their order
   * @param createdAt when the ScaledObject was made: the first poll is then, the first sync one
   *     period later
   * @throws ManifestException if KEDA would refuse it
   */
  public Autoscaler(
      ScaledObject spec, List<TriggerMetric> metrics, Instant createdAt, HpaSettings settings) {
    this.settings = settings;
    this.createdAt = createdAt;
    use(spec, metrics);
    nextPoll = createdAt;
    nextSync = paused() ? Instant.MAX : createdAt.plus(settings.syncPeriod());
  }

  /**
   * A plain HPA, without KEDA: it is never polled.
   *
   * @param createdAt when the HPA was made: the first sync is one period later
   */
  public Autoscaler(HorizontalPodAutoscaler hpa, Instant createdAt, HpaSettings settings) {
    this.settings = settings;
    this.createdAt = createdAt;
    this.spec = Optional.empty();
    this.metrics = List.of();
    this.operator = Optional.empty();
    this.hpa = hpa;
    this.sync = new Sync(hpa, settings);
    nextPoll = Instant.MAX;
    nextSync = createdAt.plus(settings.syncPeriod());
  }

  private void use(ScaledObject object, List<TriggerMetric> announced) {
    operator = Optional.of(new Operator(object, announced, createdAt));
    hpa = KedaHpa.of(object, announced);
    sync = new Sync(hpa, settings);
    spec = Optional.of(object);
    metrics = List.copyOf(announced);
  }

  /**
   * When to {@link #poll} next: never ({@link Instant#MAX}) while KEDA is paused or isn't there.
   */
  public Instant nextPoll() {
    return nextPoll;
  }

  /** When to {@link #sync} next: never ({@link Instant#MAX}) while KEDA is paused. */
  public Instant nextSync() {
    return nextSync;
  }

  /** Whether the next poll looks at the readings; else they may be left out. */
  public boolean pollReads() {
    return !paused() && operator.map(o -> o.asks(loop, hpaActive)).orElse(false);
  }

  /** Whether the next sync looks at readings, pods and samples; else they may be left out. */
  public boolean syncReads(Target target) {
    return !paused() && sync.reads(target, memory);
  }

  /** Whether an annotation pauses KEDA: then there is no HPA either. */
  public boolean paused() {
    return spec.map(s -> Annotations.paused(s.annotations())).orElse(false);
  }

  /** KEDA's operator looks at the triggers and may go from zero or back. */
  public Decision poll(Observation observation, Instant now) {
    Operator keda =
        operator.orElseThrow(() -> new IllegalStateException("a plain HPA isn't polled"));
    firstSight(observation);
    nextPoll = paused() ? Instant.MAX : now.plus(spec.orElseThrow().pollingIntervalOrDefault());
    Operator.Poll poll = keda.poll(loop, observation, hpaActive, now);
    loop = poll.state();
    return remember(poll.decision());
  }

  /** The HPA looks at its metrics and may change replicas between its bounds. */
  public Decision sync(Observation observation, Instant now) {
    firstSight(observation);
    int current = observation.target().specReplicas();
    if (paused()) {
      nextSync = Instant.MAX;
      return remember(plain(now, Decision.By.HPA, Code.NO_HPA, current, OptionalInt.empty()));
    }
    nextSync = now.plus(settings.syncPeriod());
    List<MetricReading> readings = new ArrayList<>();
    List<Limit> limits = new ArrayList<>();
    if (syncReads(observation.target())) {
      readings.addAll(readings(observation, limits));
    }
    Sync.Result result = sync.sync(observation.target(), observation.pods(), readings, memory, now);
    memory = result.memory();
    hpaActive = result.scalingActive().orElse(hpaActive);
    return remember(result.decision().with(limits));
  }

  /** One reading for each metric of the HPA: KEDA answers for those that it made. */
  private List<MetricReading> readings(Observation observation, List<Limit> limits) {
    Iterator<MetricReading> whole = whole(observation, limits).iterator();
    List<MetricReading> readings = new ArrayList<>();
    for (HpaMetric metric : hpa.metrics()) {
      readings.add(
          switch (metric.source()) {
            case EXTERNAL, OBJECT -> whole.next();
            case PODS, RESOURCE, CONTAINER_RESOURCE -> samples(observation.samples(), metric);
            case UNKNOWN -> new MetricReading.Failed("unknown metric source type");
          });
    }
    return readings;
  }

  private List<MetricReading> whole(Observation observation, List<Limit> limits) {
    if (operator.isEmpty()) {
      return observation.readings().stream().map(Autoscaler::plainReading).toList();
    }
    Operator.Query query = operator.get().query(loop, hpa, observation);
    loop = query.state();
    limits.addAll(query.limits());
    return query.readings();
  }

  private static MetricReading plainReading(Reading reading) {
    return switch (reading) {
      case Reading.Value value -> new MetricReading.Total(Milli.ceil(value.value()));
      case Reading.Failure failure -> new MetricReading.Failed(failure.message());
      case Reading.Unbuilt unbuilt -> new MetricReading.Failed(unbuilt.message());
    };
  }

  private static MetricReading samples(Map<String, List<PodSample>> samples, HpaMetric metric) {
    return new MetricReading.Samples(samples.getOrDefault(metric.name(), List.of()));
  }

  /**
   * The ScaledObject has changed: its annotations, or its spec too. Pausing takes the HPA away and
   * with it the HPA's memory; going on makes a new one and polls at once. A changed spec restarts
   * the polls, changed annotations don't.
   *
   * @throws ManifestException if KEDA would refuse it; then the old one stays
   */
  public Decision update(
      ScaledObject changed, List<TriggerMetric> announced, Observation observation, Instant now) {
    ScaledObject before =
        spec.orElseThrow(() -> new IllegalStateException("a plain HPA has no ScaledObject"));
    firstSight(observation);
    boolean wasPaused = paused();
    use(changed, announced);
    if (paused()) {
      loop = loop.stopped();
      memory = HpaMemory.EMPTY;
      hpaActive = false;
      nextSync = Instant.MAX;
      return poll(observation, now);
    }
    int current = observation.target().specReplicas();
    if (wasPaused) {
      nextPoll = now;
      nextSync = now.plus(settings.syncPeriod());
      return remember(plain(now, Decision.By.KEDA, Code.UNPAUSED, current, OptionalInt.empty()));
    }
    if (!changed.equals(before.withAnnotations(changed.annotations()))) {
      loop = loop.stopped();
      nextPoll = now;
    }
    return remember(plain(now, Decision.By.KEDA, Code.UPDATED, current, OptionalInt.empty()));
  }

  /** The ScaledObject's annotations have changed; see {@link #update}. */
  public Decision annotate(Map<String, String> annotations, Observation observation, Instant now) {
    ScaledObject object =
        spec.orElseThrow(() -> new IllegalStateException("a plain HPA has no ScaledObject"));
    return update(object.withAnnotations(annotations), metrics, observation, now);
  }

  /** The ScaledObject is deleted: the replicas from before it come back, if it says so. */
  public Decision delete(Observation observation, Instant now) {
    firstSight(observation);
    nextPoll = Instant.MAX;
    nextSync = Instant.MAX;
    int current = observation.target().specReplicas();
    boolean restores = spec.map(ScaledObject::restoreToOriginalReplicaCount).orElse(false);
    boolean differ = originalReplicas.getAsInt() != current;
    return remember(
        plain(
            now,
            Decision.By.KEDA,
            Code.DELETED,
            current,
            restores && differ ? originalReplicas : OptionalInt.empty()));
  }

  private void firstSight(Observation observation) {
    if (originalReplicas.isEmpty()) {
      originalReplicas = OptionalInt.of(observation.target().specReplicas());
    }
  }

  private static Decision plain(
      Instant now, Decision.By by, Code code, int current, OptionalInt replicas) {
    return new Decision(now, by, code, current, replicas, List.of(), List.of(), List.of());
  }

  private Decision remember(Decision decision) {
    lastDecision = Optional.of(decision);
    return decision;
  }

  /** The HPA: the one that KEDA makes, or the plain one. */
  public HorizontalPodAutoscaler hpa() {
    return hpa;
  }

  /** The ScaledObject, unless there is only an HPA. */
  public Optional<ScaledObject> scaledObject() {
    return spec;
  }

  /** What the triggers announce; {@link Observation#readings} follow their order. */
  public List<TriggerMetric> metrics() {
    return metrics;
  }

  /** What was decided last. */
  public Optional<Decision> lastDecision() {
    return lastDecision;
  }

  /** The last poll that was active and clean, in whole seconds: where the cooldown counts from. */
  public Optional<Instant> lastActive() {
    return loop.lastActive();
  }
}
