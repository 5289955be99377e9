package io.groundswell.mocapp.burn;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * Keeps all CPUs busy until the latest of the ends that were asked for. It has one thread for each
 * CPU, however many ask: two at once make the fire longer, not hotter. None of its threads answers
 * requests, and the kernel lets one that does in before those that have run all the time, so that
 * probes are answered meanwhile.
 */
public final class CpuBurner {

  private static final int ROUNDS_BETWEEN_LOOKS = 100_000;

  private final int cpus;
  private final LongSupplier nanoTime;
  private final ThreadFactory threads =
      Thread.ofPlatform().name("cpu-burner-", 0).daemon().factory();
  private volatile long end;
  private int burning;
  private volatile long ashes;

  /**
   * One that doesn't burn yet.
   *
   * @param cpus how many to keep busy
   * @param nanoTime the time, as {@link System#nanoTime} tells it
   */
  public CpuBurner(int cpus, LongSupplier nanoTime) {
    this.cpus = cpus;
    this.nanoTime = nanoTime;
  }

  /**
   * Keeps the CPUs busy for so long from now, or longer if that was asked for already. Starts
   * threads, which takes a while where CPUs are short: not for an event loop.
   */
  public synchronized void burn(Duration duration) {
    long wanted = nanoTime.getAsLong() + duration.toNanos();
    if (burning == 0 || wanted - end > 0) {
      end = wanted;
    }
    while (burning < cpus) {
      burning++;
      threads.newThread(this::burn).start();
    }
  }

  /** How many threads burn. */
  synchronized int burning() {
    return burning;
  }

  private void burn() {
    long heat = 1;
    do {
      // Without the lock: who asks for more would hardly ever get it from threads that never rest.
      while (nanoTime.getAsLong() - end < 0) {
        for (int round = 0; round < ROUNDS_BETWEEN_LOOKS; round++) {
          heat ^= heat << 13;
          heat ^= heat >>> 7;
          heat ^= heat << 17;
        }
        ashes = heat;
      }
    } while (!over());
  }

  private synchronized boolean over() {
    if (nanoTime.getAsLong() - end < 0) {
      return false;
    }
    burning--;
    return true;
  }
}
