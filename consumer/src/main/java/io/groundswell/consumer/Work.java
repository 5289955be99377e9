package io.groundswell.consumer;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.Serial;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The work on an order: takes its time, and now and then fails, as the settings say. */
final class Work {

  /** The share of attempts that is meant to fail. */
  static final class FailedException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    FailedException() {
      super("the work failed", null, false, false);
    }
  }

  private final Settings settings;
  private final RandomGenerator random;

  /**
   * @param random draws durations and failures; safe for use by many threads
   */
  Work(Settings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** One attempt; it fails with a {@link FailedException}, after its time. */
  Uni<Void> attempt() {
    return Uni.createFrom()
        .deferred(
            () -> {
              Duration time = settings.work().pick(random);
              boolean fails = random.nextDouble() < settings.failShare();
              return spend(time)
                  .chain(
                      () ->
                          fails
                              ? Uni.createFrom().failure(new FailedException())
                              : Uni.createFrom().voidItem());
            });
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
