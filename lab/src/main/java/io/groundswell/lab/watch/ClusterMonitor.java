package io.groundswell.lab.watch;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import io.groundswell.autoscaler.timeline.TimelineWriter;
import io.groundswell.brokers.QueueCounts;
import io.groundswell.lab.process.ReplicaSet.Counts;
import io.groundswell.lab.run.Ledger;
import io.groundswell.lab.run.LiveTable;
import io.groundswell.lab.run.RateMeter;
import io.groundswell.lab.run.Rise;
import io.groundswell.messages.Receipt;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hears of all that is seen on a cluster and tells it: to the timeline, to the table, and in the
 * end to the summary. Thread-safe.
 */
final class ClusterMonitor implements Sights {

  private static final double RATE_SECONDS = 5;
  private static final int LONGEST_NOTE = 300;
  private static final int MOST_EARLY = 1000;

  private final Target target;
  private final Clock clock;
  private final Instant start;
  private final TimelineWriter timeline;
  private final LiveTable table;
  private final Optional<Ledger> ledger;

  private final Scalings scalings = new Scalings();
  private final Map<String, PodStages> pods = new LinkedHashMap<>();
  private final Map<String, Pod> existing = new HashMap<>();
  private final Map<String, Integer> restarts = new HashMap<>();
  private final Map<String, List<Early>> early = new HashMap<>();
  private final Set<String> noted = new HashSet<>();
  private final Set<String> working = new HashSet<>();
  private final List<Instant> rises = new ArrayList<>();
  private final RateMeter rate = new RateMeter(RATE_SECONDS);
  private HorizontalPodAutoscaler hpa;
  private int wanted;
  private int mostReplicas;
  private int ready;
  private long queue = -1;
  private String why = "waiting for a change";

  /** An event about a pod that wasn't seen yet: the two come by connections of their own. */
  private record Early(Event event, Instant seen) {}

  /**
   * @param ledger where receipts are booked; empty if none are read
   */
  ClusterMonitor(
      Target target,
      Clock clock,
      TimelineWriter timeline,
      LiveTable table,
      Optional<Ledger> ledger) {
    this.target = target;
    this.clock = clock;
    this.start = clock.instant();
    this.timeline = timeline;
    this.table = table;
    this.ledger = ledger;
  }

  @Override
  public synchronized void scaledObject(GenericKubernetesResource version) {
    Conditions.trouble(version).ifPresent(text -> noteOnce("ScaledObject: " + text));
  }

  @Override
  public synchronized void hpa(HorizontalPodAutoscaler version) {
    hpa = version;
    HpaView.trouble(version).ifPresent(text -> noteOnce("HPA: " + text));
  }

  @Override
  public synchronized void deployment(Deployment version) {
    scalings.deployment(version, clock.instant());
    Integer replicas = version.getSpec().getReplicas();
    wanted = replicas == null ? 1 : replicas;
    mostReplicas = Math.max(mostReplicas, wanted);
  }

  @Override
  public synchronized void pod(Pod version) {
    String name = version.getMetadata().getName();
    existing.put(name, version);
    if (version.getStatus() != null && version.getStatus().getContainerStatuses() != null) {
      version.getStatus().getContainerStatuses().stream()
          .map(ContainerStatus::getRestartCount)
          .filter(count -> count != null)
          .max(Integer::compare)
          .ifPresent(count -> restarts.merge(name, count, Math::max));
    }
    PodStages known = pods.getOrDefault(name, PodStages.of(name));
    for (Early event : early.getOrDefault(name, List.of())) {
      known = known.with(event.event, event.seen);
    }
    early.remove(name);
    tell(known.with(version, clock.instant()));
    readiness();
  }

  @Override
  public synchronized void podGone(Pod last) {
    String name = last.getMetadata().getName();
    existing.remove(name);
    tell(pods.getOrDefault(name, PodStages.of(name)).gone(clock.instant()));
    readiness();
  }

  @Override
  public synchronized void event(Event event) {
    Instant now = clock.instant();
    String kind = event.getInvolvedObject().getKind();
    String name = event.getInvolvedObject().getName();
    if (Times.of(event, now).isBefore(start)) {
      return;
    }
    if ("Pod".equals(kind) && pods.containsKey(name)) {
      tell(pods.get(name).with(event, now));
    } else if ("Pod".equals(kind) && early.size() < MOST_EARLY) {
      early.computeIfAbsent(name, n -> new ArrayList<>()).add(new Early(event, now));
    } else if (target.scaledObject().name().equals(name) || target.hpa().equals(name)) {
      scalings.event(event, now);
    }
    if ("Warning".equals(event.getType()) && isOurs(name) && !isStartingUp(event)) {
      noteOnce(kind + " " + name + ": " + event.getReason() + ", " + event.getMessage());
    }
  }

  /** That a service which starts doesn't answer yet is no news. */
  private static boolean isStartingUp(Event event) {
    return "Unhealthy".equals(event.getReason())
        && event.getMessage() != null
        && event.getMessage().startsWith("Startup probe");
  }

  private boolean isOurs(String name) {
    return pods.containsKey(name)
        || name.equals(target.deployment())
        || name.startsWith(target.deployment() + "-")
        || name.equals(target.scaledObject().name());
  }

  /** Writes down the stages that the pod has come to since. */
  private void tell(PodStages pod) {
    PodStages before = pods.put(pod.pod(), pod);
    pod.reached()
        .forEach(
            (stage, at) -> {
              if (before == null || before.at(stage).isEmpty()) {
                timeline.write(new TimelineEvent.StageReached(seconds(at), pod.pod(), stage));
              }
            });
  }

  private void readiness() {
    int now =
        (int)
            existing.values().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(ClusterMonitor::isReady)
                .count();
    if (now != ready) {
      ready = now;
      table.change(row(""));
    }
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  /** A receipt that was booked; the first of a pod is a stage of its life. */
  synchronized void receipt(Receipt receipt) {
    if (working.add(receipt.instance())) {
      timeline.write(
          new TimelineEvent.StageReached(
              seconds(receipt.arrivedAt()), receipt.instance(), Stage.RECEIVED));
      timeline.write(
          new TimelineEvent.StageReached(
              seconds(receipt.endedAt()), receipt.instance(), Stage.DONE));
    }
  }

  /** Tells the changes of replicas that are explained by now. */
  synchronized void settle() {
    scalings.settled(clock.instant()).forEach(this::tell);
  }

  private void tell(Scaling scaling) {
    List<Decision.Input> readings = hpa == null ? List.of() : HpaView.readings(hpa);
    Optional<DecisionMade> decision =
        scaling.decision(
            seconds(scaling.at()),
            target.scaledObject().name(),
            readings,
            hpa == null ? Optional.empty() : HpaView.limit(hpa));
    if (decision.isEmpty()) {
      note(
          "replicas were set from %d to %d by neither KEDA nor the HPA"
              .formatted(scaling.before(), scaling.after()));
      return;
    }
    timeline.write(decision.get());
    if (scaling.before() == 0) {
      rises.add(scaling.at());
    }
    why = decision.get().reason();
    table.change(row(scaling.after(), seconds(scaling.at()), why));
  }

  /**
   * A sample of the present.
   *
   * @param messages of the queue; empty if they can't be counted
   */
  synchronized void sample(Optional<QueueCounts> messages) {
    Optional<Ledger.Counts> orders = ledger.map(Ledger::counts);
    double now = seconds(clock.instant());
    orders.ifPresent(counts -> rate.count(now, counts.done()));
    queue = messages.map(QueueCounts::total).orElse(-1L);
    timeline.write(
        new TimelineEvent.Sampled(
            now,
            messages.map(QueueCounts::ready).orElse(null),
            messages
                .filter(m -> m.unacknowledged().isPresent())
                .map(m -> m.unacknowledged().getAsLong())
                .orElse(null),
            wanted,
            existing.size(),
            ready,
            orders.flatMap(o -> messages.map(m -> o.settled() + m.total())).orElse(null),
            orders.map(Ledger.Counts::done).orElse(null)));
    table.present(row(why));
  }

  /** A remark. */
  synchronized void note(String text) {
    String line = text.lines().findFirst().orElse("");
    String cut = line.length() > LONGEST_NOTE ? line.substring(0, LONGEST_NOTE) + "..." : line;
    timeline.write(new TimelineEvent.Noted(seconds(clock.instant()), cut));
    table.note(cut);
  }

  private void noteOnce(String text) {
    if (noted.add(text)) {
      note(text);
    }
  }

  private LiveTable.Row row(String reason) {
    return row(wanted, seconds(clock.instant()), reason);
  }

  private LiveTable.Row row(int replicas, double at, String reason) {
    return new LiveTable.Orders(
        at,
        queue,
        replicas,
        ready,
        ledger.map(l -> l.counts().done()).orElse(-1L),
        rate.perSecond(),
        reason);
  }

  private double seconds(Instant instant) {
    return Ledger.seconds(start, instant);
  }

  double elapsedSeconds() {
    return seconds(clock.instant());
  }

  synchronized Counts counts() {
    return new Counts(wanted, existing.size(), ready);
  }

  /** Whether there were more replicas than at rest. */
  synchronized boolean hasRisen() {
    return mostReplicas > target.scaledObject().idleOrMinReplicas();
  }

  synchronized int mostReplicas() {
    return mostReplicas;
  }

  synchronized int restarts() {
    return restarts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Every rise from zero, with what the receipts say of it. */
  synchronized List<Rise> rises() {
    List<Rise> all = new ArrayList<>();
    for (int i = 0; i < rises.size(); i++) {
      Instant begun = rises.get(i);
      Instant end = i + 1 < rises.size() ? rises.get(i + 1) : Instant.MAX;
      List<PodStages> made =
          pods.values().stream()
              .filter(pod -> isBetween(pod.at(Stage.READY).orElse(null), begun, end))
              .toList();
      List<Receipt> receipts = ledger.map(l -> l.arrivedBetween(begun, end)).orElse(List.of());
      ClusterRise.of(begun, made, receipts).ifPresent(all::add);
    }
    return all;
  }

  private static boolean isBetween(Instant at, Instant from, Instant to) {
    return at != null && !at.isBefore(from) && at.isBefore(to);
  }
}
