package io.groundswell.autoscaler.simulator;

import java.util.Arrays;

/** Times, first in, first out, in an array that grows to what was needed. */
final class LongFifo {

  private long[] times = new long[4];
  private int head;
  private int size;

  void add(long time) {
    if (size == times.length) {
      long[] larger = Arrays.copyOf(Arrays.copyOfRange(times, head, size), 2 * size);
      System.arraycopy(times, 0, larger, size - head, head);
      times = larger;
      head = 0;
    }
    times[(head + size) % times.length] = time;
    size++;
  }

  /** Takes out the first; there must be one. */
  long take() {
    long time = times[head];
    head = (head + 1) % times.length;
    size--;
    return time;
  }

  boolean isEmpty() {
    return size == 0;
  }
}
