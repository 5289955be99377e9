package io.groundswell.autoscaler.simulator;

import java.util.Arrays;

/**
 * What a plot shows, in at most {@link #MOST} steps of equal length, whatever the length of the
 * simulation: when they are used up, each two become one.
 */
public final class Series {

  /** Steps at most. */
  public static final int MOST = 2048;

  private static final long SECOND = 1_000_000_000L;

  private final long[] arrived = new long[MOST];
  private final long[] backlog = new long[MOST];
  private final long[] wait = new long[MOST];
  private final int[] wanted = new int[MOST];
  private final int[] ready = new int[MOST];
  private long step = SECOND;
  private int current;
  private long end = step;
  private long backlogNow;
  private int wantedNow;
  private int readyNow;

  /** Seconds of a step. */
  public double stepSeconds() {
    return (double) step / SECOND;
  }

  /** Steps so far. */
  public int size() {
    return current + 1;
  }

  /** Orders that arrived in each step. */
  public long[] arrived() {
    return Arrays.copyOf(arrived, size());
  }

  /** Most orders placed and not done in each step. */
  public long[] backlog() {
    return Arrays.copyOf(backlog, size());
  }

  /** Longest wait of the orders whose work ended in each step, in seconds. */
  public double[] waits() {
    return Arrays.stream(wait, 0, size()).mapToDouble(nanos -> (double) nanos / SECOND).toArray();
  }

  /** Most replicas wanted in each step. */
  public int[] wanted() {
    return Arrays.copyOf(wanted, size());
  }

  /** Most replicas ready in each step. */
  public int[] ready() {
    return Arrays.copyOf(ready, size());
  }

  void arrived(long now) {
    to(now);
    arrived[current]++;
    backlogNow++;
    backlog[current] = Math.max(backlog[current], backlogNow);
  }

  void done(long now, long waited) {
    to(now);
    backlogNow--;
    wait[current] = Math.max(wait[current], waited);
  }

  void wanted(long now, int change) {
    to(now);
    wantedNow += change;
    wanted[current] = Math.max(wanted[current], wantedNow);
  }

  void ready(long now, int change) {
    to(now);
    readyNow += change;
    ready[current] = Math.max(ready[current], readyNow);
  }

  private void to(long now) {
    while (now >= end) {
      if (current + 1 == MOST) {
        halve();
      } else {
        current++;
        end += step;
        backlog[current] = backlogNow;
        wanted[current] = wantedNow;
        ready[current] = readyNow;
      }
    }
  }

  private void halve() {
    for (int i = 0; i < MOST / 2; i++) {
      arrived[i] = arrived[2 * i] + arrived[2 * i + 1];
      backlog[i] = Math.max(backlog[2 * i], backlog[2 * i + 1]);
      wait[i] = Math.max(wait[2 * i], wait[2 * i + 1]);
      wanted[i] = Math.max(wanted[2 * i], wanted[2 * i + 1]);
      ready[i] = Math.max(ready[2 * i], ready[2 * i + 1]);
    }
    Arrays.fill(arrived, MOST / 2, MOST, 0);
    Arrays.fill(wait, MOST / 2, MOST, 0);
    step *= 2;
    current = MOST / 2 - 1;
    end = (current + 1) * step;
  }
}
