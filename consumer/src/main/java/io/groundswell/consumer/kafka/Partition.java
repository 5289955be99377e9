package io.groundswell.consumer.kafka;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One partition from its assignment to its end: which of its records are open, and up to where it
 * may be committed. Records end in any order; the commit never passes one that is still open.
 */
final class Partition {

  private final int generation;

  /** In the order of their offsets, as they come. */
  private final SequencedSet<Long> open = new LinkedHashSet<>();

  private final Set<Long> inHand = new HashSet<>();
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private long next = -1;
  private long committed = -1;
  private boolean leaving;
  private boolean lost;

  /**
   * @param generation that of the consumer group when the partition was assigned
   */
  Partition(int generation) {
    this.generation = generation;
  }

  /**
   * Takes a record in.
   *
   * @param generation that of the group when the record was polled: one from before this assignment
   *     is fetched again
   * @return false if it isn't to be worked on
   */
  synchronized boolean take(long offset, int generation) {
    if (leaving || generation < this.generation || offset < next) {
      return false;
    }
    if (next < 0) {
      committed = offset;
    }
    open.add(offset);
    next = offset + 1;
    return true;
  }

  /** Whether the work on a record may begin, or begin anew; from now on it is in hand. */
  synchronized boolean begin(long offset) {
    if (!leaving) {
      inHand.add(offset);
    }
    return !leaving;
  }

  /** The record has been dealt with. */
  synchronized void done(long offset) {
    open.remove(offset);
  }

  /** The record is out of this replica's hands, done or not. */
  synchronized void ended(long offset) {
    inHand.remove(offset);
    checkIdle();
  }

  /** The offset to commit, the first that isn't done; empty if that is committed already. */
  synchronized OptionalLong toCommit() {
    long reached = open.isEmpty() ? next : open.getFirst();
    return lost || reached == committed ? OptionalLong.empty() : OptionalLong.of(reached);
  }

  /** The broker knows of it. */
  synchronized void committed(long offset) {
    committed = Math.max(committed, offset);
  }

  /**
   * Starts no more work.
   *
   * @return ends when nothing is in hand
   */
  synchronized CompletableFuture<Void> leave() {
    leaving = true;
    checkIdle();
    return idle;
  }

  /** Another may have it from now on. */
  synchronized void lose() {
    leaving = true;
    lost = true;
  }

  synchronized boolean lost() {
    return lost;
  }

  private void checkIdle() {
    if (leaving && inHand.isEmpty()) {
      idle.complete(null);
    }
  }
}
