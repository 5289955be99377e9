package io.groundswell.producer;

import io.groundswell.producer.Placing.Counts;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** A run in the foreground: shows how far it is, and ends it on SIGTERM and SIGINT. */
final class Attended {

  private static final Duration REFRESH = Duration.ofMillis(250);
  private static final Duration LINE = Duration.ofSeconds(5);
  private static final int ALL_PLACED = 0;
  private static final int NOT_ALL_PLACED = 1;

  private final Terminal terminal;
  private final String run;
  private final OptionalLong size;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int status = NOT_ALL_PLACED;
  private volatile long begin;

  /**
   * @param size how many orders there will be; empty if that isn't known
   */
  Attended(Terminal terminal, String run, OptionalLong size) {
    this.terminal = terminal;
    this.run = run;
    this.size = size;
  }

  /**
   * Runs it to its end.
   *
   * @param maker makes the run
   * @param summary is given what has become of it
   * @return the exit status
   */
  int run(Function<Placing.Listener, Placing> maker, Consumer<Summary> summary)
      throws RefusedException, InterruptedException {
    Placing placing = maker.apply(new Said());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopped(placing), "stop"));
    begin = System.nanoTime();
    Thread watch = Thread.ofVirtual().name("progress").start(() -> watch(placing));
    try {
      Counts counts = placing.run();
      watch.interrupt();
      watch.join();
      terminal.clear();
      counts.failure().ifPresent(terminal::say);
      Summary ending = new Summary(run, size, counts, Duration.ofNanos(System.nanoTime() - begin));
      summary.accept(ending);
      status = ending.successful() ? ALL_PLACED : NOT_ALL_PLACED;
      return status;
    } finally {
      ended.countDown();
    }
  }

  /** On a signal the JVM would end with the signal's number, whatever became of the run. */
  private void stopped(Placing placing) {
    if (ended.getCount() == 0) {
      return;
    }
    placing.stop();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(status);
  }

  private void watch(Placing placing) {
    Duration pause = terminal.canRewrite() ? REFRESH : LINE;
    long lastPlaced = 0;
    long lastAt = begin;
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        Counts counts = placing.counts();
        long now = System.nanoTime();
        terminal.show(line(counts, (counts.placed() - lastPlaced) * 1e9 / (now - lastAt)));
        lastPlaced = counts.placed();
        lastAt = now;
      }
    } catch (InterruptedException e) {
      // The run is over.
    }
  }

  private String line(Counts counts, double rate) {
    return String.format(
        Locale.ROOT,
        "%s: %d%s placed, %d waiting, %.1f/s",
        run,
        counts.placed(),
        size.isPresent() ? " of " + size.getAsLong() : "",
        counts.waiting(),
        rate);
  }

  /** What happens meanwhile. */
  private final class Said implements Placing.Listener {

    @Override
    public void begun() {
      begin = System.nanoTime();
    }

    @Override
    public void away(String reason) {
      terminal.say(reason + "; trying again");
    }

    @Override
    public void back() {
      terminal.say("the broker is back");
    }
  }
}
