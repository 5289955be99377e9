package io.groundswell.producer.service;

import io.groundswell.producer.Outlet;
import io.groundswell.producer.Outlets;
import io.groundswell.producer.Placing;
import io.groundswell.producer.Placing.Limits;
import io.groundswell.producer.RefusedException;
import io.groundswell.producer.input.MadeUp;
import io.groundswell.producer.input.Run;
import io.groundswell.producer.pace.Changing;
import io.groundswell.producer.pace.Rate;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The runs of this service, over one connection: one that goes on as long as the service and whose
 * rate may be changed, and those that were asked for.
 */
@ApplicationScoped
class Producing {

  /** How many runs may go on at once, beside the one whose rate may be changed. */
  static final int MOST_AT_ONCE = 20;

  private static final Logger LOG = Logger.getLogger(Producing.class);

  private static final int REMEMBERED = 100;
  private static final int RATE_CONCURRENCY = 1_000;
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final long RETRY_MILLIS = 1_000;

  private final OrderMetrics metrics;
  private final String queue;
  private final Duration patience;
  private final Outlet outlet;
  private final Placing steady;
  private final String steadyName;
  private final Deque<Asked> asked = new ArrayDeque<>();
  private final List<Thread> threads = new ArrayList<>();

  private Rate rate = Rate.none();
  private Thread connection;
  private volatile boolean stopping;

  /**
   * A run that was asked for.
   *
   * @param name of the run
   * @param count how many orders it has
   */
  record Asked(String name, long count, Placing placing) {}

  Producing(
      OrderMetrics metrics,
      Config config,
      @ConfigProperty(name = "producer.queue") String queue,
      @ConfigProperty(name = "producer.patience") Duration patience) {
    this.metrics = metrics;
    this.queue = queue;
    this.patience = patience;
    outlet = Outlets.open(environment(config), queue);
    Run run = Run.unnamed();
    steadyName = run.name();
    steady =
        new Placing(
            MadeUp.ofSize(run, 0),
            Changing.from(Rate.none()),
            outlet,
            new Limits(RATE_CONCURRENCY, FOREVER, FAREWELL),
            metrics);
  }

  /** The environment, and where it says nothing of a variable, what a Dev Service says. */
  private static Map<String, String> environment(Config config) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    for (String name : config.getPropertyNames()) {
      if (name.matches("[A-Z][A-Z0-9_]*") && !environment.containsKey(name)) {
        config.getOptionalValue(name, String.class).ifPresent(v -> environment.put(name, v));
      }
    }
    return environment;
  }

  void start(@Observes StartupEvent event) {
    metrics.unconfirmed(this::unconfirmed);
    connection = start("connection", this::keepConnected);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    List<Thread> running;
    synchronized (this) {
      connection.interrupt();
      running = List.copyOf(threads);
      asked.forEach(each -> each.placing().stop());
    }
    steady.stop();
    running.forEach(Producing::awaitEnd);
    outlet.close();
  }

  /**
   * Begins a run.
   *
   * @throws TooManyRunsException if there are enough already
   */
  synchronized Asked place(RunWish wish) {
    long going = asked.stream().filter(each -> !each.placing().counts().over()).count();
    if (going >= MOST_AT_ONCE || stopping) {
      throw new TooManyRunsException();
    }
    Run run = wish.run();
    Asked begun =
        new Asked(
            run.name(),
            wish.count(),
            new Placing(
                new MadeUp(run, wish.payload()),
                wish.pace(),
                outlet,
                new Limits(wish.concurrency(), patience, FAREWELL),
                metrics));
    asked.addFirst(begun);
    forgetOldest();
    start("run-" + run.name(), () -> run(begun));
    return begun;
  }

  /** Changes the rate of the steady run, from now on. */
  synchronized void rate(Rate rate) {
    steady.change(rate);
    this.rate = rate;
  }

  synchronized Rate rate() {
    return rate;
  }

  Placing steady() {
    return steady;
  }

  String steadyName() {
    return steadyName;
  }

  /** The runs that were asked for, the latest first. */
  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  String queue() {
    return queue;
  }

  String address() {
    return outlet.address();
  }

  boolean connected() {
    return outlet.connected();
  }

  private void forgetOldest() {
    Iterator<Asked> oldestFirst = asked.descendingIterator();
    while (asked.size() > REMEMBERED) {
      if (oldestFirst.next().placing().counts().over()) {
        oldestFirst.remove();
      }
    }
  }

  private long unconfirmed() {
    return steady.counts().waiting()
        + asked().stream()
            .map(each -> each.placing().counts())
            .filter(counts -> !counts.over())
            .mapToLong(Placing.Counts::waiting)
            .sum();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private synchronized Thread start(String name, Work work) {
    threads.removeIf(thread -> !thread.isAlive());
    Thread thread = Thread.ofVirtual().name(name).start(() -> untilInterrupted(work));
    threads.add(thread);
    return thread;
  }

  private static void untilInterrupted(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Asked begun) throws InterruptedException {
    long placed = 0;
    try {
      placed = begun.placing().run().placed();
    } catch (RefusedException e) {
      // It is among the counts.
    } finally {
      metrics.failed(begun.count() - placed);
    }
    Optional<String> failure = begun.placing().counts().failure();
    failure.ifPresent(reason -> LOG.warnf("%s: %s", begun.name(), reason));
  }

  private void keepConnected() throws InterruptedException {
    boolean begun = false;
    String reason = null;
    while (!stopping) {
      try {
        outlet.connect();
        if (reason != null || !begun) {
          LOG.infof("Placing orders on %s at %s", queue, outlet.address());
        }
        reason = null;
        if (!begun) {
          begun = true;
          start("rate", this::runSteadily);
        }
      } catch (IOException e) {
        if (!e.getMessage().equals(reason)) {
          reason = e.getMessage();
          LOG.warnf("%s; trying again every second", reason);
        }
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
  }

  private void runSteadily() throws InterruptedException {
    try {
      metrics.failed(steady.run().waiting());
    } catch (RefusedException e) {
      LOG.error(e.getMessage());
    }
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join(FAREWELL.plusMillis(RETRY_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
