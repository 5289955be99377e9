package io.groundswell.autoscaler.simulator;

import java.util.Arrays;

/** What is due when: the earliest first, of those at one time any. A binary heap. */
final class Agenda {

  /** Something that happens at its time. */
  @FunctionalInterface
  interface Entry {
    void happen(long now);
  }

  private long[] times = new long[16];
  private Entry[] entries = new Entry[16];
  private int size;

  /** When the first entry is due; {@link Long#MAX_VALUE} if there is none. */
  long next() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  void add(long time, Entry entry) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      entries = Arrays.copyOf(entries, 2 * size);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (times[parent] <= time) {
        break;
      }
      times[at] = times[parent];
      entries[at] = entries[parent];
      at = parent;
    }
    times[at] = time;
    entries[at] = entry;
  }

  /** Takes out the first entry; there must be one. */
  Entry take() {
    Entry first = entries[0];
    size--;
    long time = times[size];
    Entry entry = entries[size];
    entries[size] = null;
    if (size > 0) {
      sink(time, entry);
    }
    return first;
  }

  private void sink(long time, Entry entry) {
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && times[child + 1] < times[child]) {
        child++;
      }
      if (times[child] >= time) {
        break;
      }
      times[at] = times[child];
      entries[at] = entries[child];
      at = child;
    }
    times[at] = time;
    entries[at] = entry;
  }

  /** How many entries there are. */
  int size() {
    return size;
  }
}
