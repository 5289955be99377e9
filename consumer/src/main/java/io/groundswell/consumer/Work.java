package io.groundswell.consumer;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The work on an order: takes its time, and now and then fails, as the settings say. */
final class Work {

  private final Settings settings;
  private final RandomGenerator random;

  /**
   * @param random draws durations and failures; safe for use by many threads
   */
  Work(Settings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** One attempt; it ends, after its time, with whether the order is done. */
  Uni<Boolean> attempt() {
    Duration time = settings.work().pick(random);
    boolean done = random.nextDouble() >= settings.failShare();
    return spend(time).replaceWith(done);
  }

  private Uni<Void> spend(Duration time) {
    if (!time.isPositive()) {
      return Uni.createFrom().voidItem();
    }
    return switch (settings.mode()) {
      case WAIT -> Uni.createFrom().voidItem().onItem().delayIt().by(time);
      case CPU ->
          Uni.createFrom()
              .<Void>item(
                  () -> {
                    burn(time);
                    return null;
                  })
              .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    };
  }

  /** Spends CPU time, not wall time: the work doesn't shrink when processors are short. */
  private static void burn(Duration time) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long end = thread.getCurrentThreadCpuTime() + time.toNanos();
    while (thread.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
