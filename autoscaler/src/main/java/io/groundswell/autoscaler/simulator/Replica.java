package io.groundswell.autoscaler.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** One replica: what it has taken, and what it works on. {@link Consumers} moves it. */
final class Replica {

  /** Where it is in its life. */
  enum State {
    STARTING,
    TAKING,
    STOPPING,
    GONE
  }

  final String name;
  final long madeAt;
  final LongFifo buffer = new LongFifo();
  final List<Slot> busy = new ArrayList<>();
  private final ArrayDeque<Slot> free = new ArrayDeque<>();
  State state = State.STARTING;
  long readySince = Long.MAX_VALUE;
  int unacked;
  boolean received;
  boolean firstDone;

  Replica(String name, long madeAt) {
    this.name = name;
    this.madeAt = madeAt;
  }

  /** A place for one order in work. */
  static final class Slot {
    final Replica replica;
    final Agenda.Entry end;
    long placed;
    long started;
    private int index;

    private Slot(Replica replica, Ending ending) {
      this.replica = replica;
      this.end = now -> ending.ended(this, now);
    }
  }

  /** Hears when a slot's work ends. */
  @FunctionalInterface
  interface Ending {
    void ended(Slot slot, long now);
  }

  /** Occupies a slot. */
  Slot begin(long placed, long now, Ending ending) {
    Slot slot = free.isEmpty() ? new Slot(this, ending) : free.pop();
    slot.placed = placed;
    slot.started = now;
    slot.index = busy.size();
    busy.add(slot);
    return slot;
  }

  /** Frees a slot. */
  void end(Slot slot) {
    Slot last = busy.removeLast();
    if (last != slot) {
      busy.set(slot.index, last);
      last.index = slot.index;
    }
    free.push(slot);
  }
}
