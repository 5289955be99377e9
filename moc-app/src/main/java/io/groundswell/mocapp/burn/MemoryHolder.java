package io.groundswell.mocapp.burn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * Holds memory outside of the heap, each page of it written to over and over, and gives it back to
 * the operating system. Each who asks gets a thread and the same amount; together they never hold
 * more than the limit.
 */
public final class MemoryHolder {

  private static final long PAGE = 4096;

  private final long bytes;
  private final long limit;
  private final LongSupplier nanoTime;
  private final ThreadFactory threads =
      Thread.ofPlatform().name("memory-holder-", 0).daemon().factory();
  private long held;

  /**
   * One that holds nothing yet.
   *
   * @param bytes how much to hold for each who asks
   * @param limit how much to hold at most
   * @param nanoTime the time, as {@link System#nanoTime} tells it
   */
  public MemoryHolder(long bytes, long limit, LongSupplier nanoTime) {
    this.bytes = bytes;
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /**
   * Holds the memory for so long. Starts a thread, which takes a while where CPUs are short: not
   * for an event loop.
   *
   * @return what was measured, when it is given back; fails with an {@link OutOfMemoryError} where
   *     the JVM allows less ({@code -XX:MaxDirectMemorySize})
   * @throws LimitReachedException if it would be more than the limit with what others hold
   */
  public CompletionStage<Held> hold(Duration duration) {
    take();
    long start = nanoTime.getAsLong();
    CompletableFuture<Held> done = new CompletableFuture<>();
    threads
        .newThread(
            () -> {
              try {
                Held measured = fill(start, start + duration.toNanos());
                giveBack();
                done.complete(measured);
              } catch (OutOfMemoryError e) {
                giveBack();
                done.completeExceptionally(e);
              }
            })
        .start();
    return done;
  }

  private synchronized void take() {
    if (held + bytes > limit) {
      throw new LimitReachedException(held, limit);
    }
    held += bytes;
  }

  private synchronized void giveBack() {
    held -= bytes;
  }

  private Held fill(long start, long end) {
    long before = Resident.bytes().orElse(0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(bytes, PAGE);
      long numbers = 0;
      do {
        for (long page = 0; page < bytes && nanoTime.getAsLong() - end < 0; page += PAGE) {
          memory.set(ValueLayout.JAVA_LONG, page, numbers++);
        }
      } while (nanoTime.getAsLong() - end < 0);
      long grown = Resident.bytes().orElse(bytes) - before;
      return new Held(Duration.ofNanos(nanoTime.getAsLong() - start), numbers, grown);
    }
  }
}
