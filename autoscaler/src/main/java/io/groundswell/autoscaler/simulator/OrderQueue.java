package io.groundswell.autoscaler.simulator;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The orders that wait on the broker, first in, first out, by the time of their placing. Orders
 * that were placed evenly spaced are kept as one run, so that a backlog takes memory by the
 * stretches of its traffic and not by its orders. What a replica gives back goes to the front.
 */
final class OrderQueue {

  private final ArrayDeque<Run> runs = new ArrayDeque<>();
  private final PriorityQueue<Long> returned = new PriorityQueue<>();
  private long size;

  private static final class Run {
    private long first;
    private long spacing;
    private long count = 1;

    private Run(long placed) {
      first = placed;
    }

    private boolean extend(long placed) {
      if (count == 1) {
        spacing = placed - first;
      } else if (placed != first + spacing * count) {
        return false;
      }
      count++;
      return true;
    }
  }

  /** Adds an order; {@code placed} must not be before that of the last one. */
  void add(long placed) {
    Run last = runs.peekLast();
    if (last == null || !last.extend(placed)) {
      runs.addLast(new Run(placed));
    }
    size++;
  }

  /** Takes an order back. */
  void giveBack(long placed) {
    returned.add(placed);
    size++;
  }

  /** Takes out the order that was placed first, of those given back if there are any. */
  long take() {
    if (size == 0) {
      throw new NoSuchElementException("the queue is empty");
    }
    size--;
    if (!returned.isEmpty()) {
      return returned.remove();
    }
    Run run = runs.getFirst();
    long placed = run.first;
    run.first += run.spacing;
    run.count--;
    if (run.count == 0) {
      runs.removeFirst();
    }
    return placed;
  }

  /** When the order that {@link #take} would give was placed. */
  long oldest() {
    return returned.isEmpty() ? runs.getFirst().first : returned.peek();
  }

  boolean isEmpty() {
    return size == 0;
  }

  long size() {
    return size;
  }

  /** How many stretches of evenly spaced orders it keeps: what its memory is counted in. */
  int runs() {
    return runs.size();
  }
}
