package io.groundswell.autoscaler.simulator;

import java.util.List;

/** Lanes by the time of what happens next in them: a binary heap whose first one moves on. */
final class Turns {

  private final Lane[] lanes;
  private final long[] next;
  private int size;

  Turns(List<Lane> all) {
    lanes = all.toArray(Lane[]::new);
    next = new long[lanes.length];
    size = lanes.length;
    for (int i = 0; i < size; i++) {
      next[i] = lanes[i].next();
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The lane in which something happens first. */
  Lane first() {
    return lanes[0];
  }

  /** When something happens in the other ones; {@link Long#MAX_VALUE} if there are none. */
  long second() {
    return Math.min(size > 1 ? next[1] : Long.MAX_VALUE, size > 2 ? next[2] : Long.MAX_VALUE);
  }

  /** The first lane has gone on; {@link Long#MAX_VALUE} takes it out. */
  void moveFirst(long time) {
    next[0] = time;
    if (time == Long.MAX_VALUE) {
      size--;
      lanes[0] = lanes[size];
      next[0] = next[size];
    }
    sink(0);
  }

  private void sink(int start) {
    int at = start;
    Lane lane = lanes[at];
    long time = next[at];
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && next[child + 1] < next[child]) {
        child++;
      }
      if (next[child] >= time) {
        break;
      }
      lanes[at] = lanes[child];
      next[at] = next[child];
      at = child;
    }
    lanes[at] = lane;
    next[at] = time;
  }
}
