package io.groundswell.lab;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the end of this process, by Ctrl-C or SIGTERM, into an interrupt of the thread that runs,
 * and keeps the process alive until that thread has cleaned up and said what came of it.
 */
final class Interruption implements AutoCloseable {

  /** Longer than any sensible grace period; a second signal ends the process at once. */
  private static final int PATIENCE_SECONDS = 120;

  private final CountDownLatch cleanedUp = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread runner) {
    hook =
        new Thread(
            () -> {
              runner.interrupt();
              try {
                cleanedUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static Interruption ofThisThread() {
    return new Interruption(Thread.currentThread());
  }

  @Override
  public void close() {
    cleanedUp.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already
    }
  }
}
