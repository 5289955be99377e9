package io.groundswell.autoscaler.simulator;

import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A broker's queue and the replicas that take from it, as RabbitMQ shares out: in turn among those
 * that may take one more. Replicas that go are those that aren't ready, then those ready for the
 * shortest time, as in a ReplicaSet.
 */
final class Consumers {

  private final ConsumerModel model;
  private final String name;
  private final Agenda agenda;
  private final Measures measures;
  private final Totals totals;
  private final StageListener listener;
  private final SplittableRandom startUps;
  private final SplittableRandom works;
  private final long gracePeriod;
  private final Replica.Ending ending = this::ended;

  private final OrderQueue queue = new OrderQueue();
  private final List<Replica> living = new ArrayList<>();
  private final Set<Replica> stopping = new HashSet<>();
  private final ArrayDeque<Replica> available = new ArrayDeque<>();
  private final ArrayDeque<Replica> spare = new ArrayDeque<>();
  private int taking;
  private int ready;
  private int made;
  private long unacked;

  /** Hears of the stages of replicas. */
  @FunctionalInterface
  interface StageListener {
    void reached(long now, String instance, Stage stage);
  }

  Consumers(
      ConsumerModel model,
      String name,
      Agenda agenda,
      Measures measures,
      Totals totals,
      StageListener listener,
      SplittableRandom random) {
    this.model = model;
    this.name = name;
    this.agenda = agenda;
    this.measures = measures;
    this.totals = totals;
    this.listener = listener;
    this.startUps = random.split();
    this.works = random.split();
    this.gracePeriod = model.gracePeriod().toNanos();
  }

  /** Orders that nobody has taken. */
  long waiting() {
    return queue.size();
  }

  /** Orders taken and not acknowledged. */
  long unacked() {
    return unacked;
  }

  /** Replicas that weren't told to stop. */
  int existing() {
    return living.size();
  }

  /** Those of them that are ready. */
  int ready() {
    return ready;
  }

  /** Whether a replica that was told to stop is still there. */
  boolean isStopping() {
    return !stopping.isEmpty();
  }

  /** Stretches of orders that the queue remembers. */
  int runs() {
    return queue.runs();
  }

  /** An order is placed. */
  void place(long now) {
    measures.placed();
    totals.placed(now);
    Replica replica = available.pollFirst();
    if (replica == null) {
      queue.add(now);
    } else {
      deliver(replica, now, now);
    }
  }

  /** Makes replicas that are ready at once. */
  void begin(int replicas) {
    for (int i = 0; i < replicas; i++) {
      started(make(0), 0);
    }
  }

  /** Makes or stops replicas until there are as many as wanted. */
  void scale(int wanted, long now) {
    while (living.size() < wanted) {
      Replica replica = make(now);
      agenda.add(
          now + model.startUp().nanos(startUps),
          at -> {
            if (replica.state == Replica.State.STARTING) {
              started(replica, at);
            }
          });
    }
    if (living.size() > wanted) {
      living.stream()
          .sorted(
              Comparator.comparingLong((Replica r) -> r.readySince)
                  .thenComparingLong(r -> r.madeAt)
                  .reversed())
          .limit(living.size() - wanted)
          .toList()
          .forEach(replica -> stop(replica, now));
      share(now);
    }
  }

  private Replica make(long now) {
    Replica replica = new Replica(name + "-" + ++made, now);
    living.add(replica);
    listener.reached(now, replica.name, Stage.SPAWNED);
    return replica;
  }

  private void started(Replica replica, long now) {
    replica.state = Replica.State.TAKING;
    replica.readySince = now;
    ready++;
    totals.ready(now, 1);
    listener.reached(now, replica.name, Stage.READY);
    if (taking < model.maxConsumers().orElse(Integer.MAX_VALUE)) {
      take(replica, now);
    } else {
      spare.addLast(replica);
    }
  }

  private void take(Replica replica, long now) {
    taking++;
    available.addLast(replica);
    share(now);
  }

  private void share(long now) {
    while (!queue.isEmpty() && !available.isEmpty()) {
      deliver(available.removeFirst(), queue.take(), now);
    }
  }

  private void deliver(Replica replica, long placed, long now) {
    unacked++;
    replica.unacked++;
    if (!replica.received) {
      replica.received = true;
      listener.reached(now, replica.name, Stage.RECEIVED);
    }
    if (replica.busy.size() < model.concurrency()) {
      work(replica, placed, now);
    } else {
      replica.buffer.add(placed);
    }
    if (replica.unacked < model.prefetch()) {
      available.addLast(replica);
    }
  }

  private void work(Replica replica, long placed, long now) {
    measures.started(placed, now);
    Replica.Slot slot = replica.begin(placed, now, ending);
    agenda.add(now + model.work().nanos(works), slot.end);
  }

  private void ended(Replica.Slot slot, long now) {
    Replica replica = slot.replica;
    if (replica.state == Replica.State.GONE) {
      return;
    }
    long wait = slot.started - slot.placed;
    measures.done(slot.placed, slot.started, now);
    totals.done(now, wait);
    replica.end(slot);
    boolean wasFull = replica.unacked == model.prefetch();
    replica.unacked--;
    unacked--;
    if (!replica.firstDone) {
      replica.firstDone = true;
      listener.reached(now, replica.name, Stage.DONE);
    }
    if (replica.state == Replica.State.STOPPING) {
      if (replica.busy.isEmpty()) {
        exit(replica, now);
      }
      return;
    }
    if (!replica.buffer.isEmpty()) {
      work(replica, replica.buffer.take(), now);
    }
    if (wasFull) {
      available.addLast(replica);
      share(now);
    }
  }

  private void stop(Replica replica, long now) {
    living.remove(replica);
    stopping.add(replica);
    listener.reached(now, replica.name, Stage.STOPPING);
    boolean wasReady = replica.state == Replica.State.TAKING;
    replica.state = Replica.State.STOPPING;
    if (wasReady) {
      ready--;
      totals.ready(now, -1);
      leave(replica, now);
    }
    if (replica.busy.isEmpty()) {
      exit(replica, now);
    } else {
      agenda.add(now + gracePeriod, at -> kill(replica, at));
    }
  }

  /** Takes no more, and gives back what it hasn't begun. */
  private void leave(Replica replica, long now) {
    if (spare.remove(replica)) {
      return;
    }
    available.remove(replica);
    taking--;
    while (!replica.buffer.isEmpty()) {
      giveBack(replica, replica.buffer.take());
    }
    if (!spare.isEmpty()) {
      take(spare.removeFirst(), now);
    }
  }

  private void kill(Replica replica, long now) {
    if (replica.state == Replica.State.GONE) {
      return;
    }
    replica.busy.forEach(slot -> giveBack(replica, slot.placed));
    exit(replica, now);
    share(now);
  }

  private void giveBack(Replica replica, long placed) {
    replica.unacked--;
    unacked--;
    queue.giveBack(placed);
    measures.redelivered();
  }

  private void exit(Replica replica, long now) {
    replica.state = Replica.State.GONE;
    stopping.remove(replica);
    measures.existed(now - replica.madeAt);
    listener.reached(now, replica.name, Stage.EXITED);
  }

  /** Takes down what is still there. */
  void end(long now) {
    while (!queue.isEmpty()) {
      measures.unfinished(queue.take(), now);
    }
    living.forEach(replica -> end(replica, now));
    stopping.forEach(replica -> end(replica, now));
  }

  private void end(Replica replica, long now) {
    measures.existed(now - replica.madeAt);
    while (!replica.buffer.isEmpty()) {
      measures.unfinished(replica.buffer.take(), now);
    }
    replica.busy.forEach(slot -> measures.unfinished(slot.placed, slot.started));
  }
}
