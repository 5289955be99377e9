package io.groundswell.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/** What is counted of orders. Names and units as Prometheus wants them. */
final class OrderMetrics {

  private static final Duration[] BUCKETS =
      LongStream.of(
              5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Instant processStart;
  private final AtomicReference<Double> firstDone = new AtomicReference<>(Double.NaN);
  private final Counter taken;
  private final Counter done;
  private final Counter failed;
  private final Counter deadLettered;
  private final Timer wait;
  private final Timer work;

  /**
   * @param processStart from when the time to the first order done is counted
   */
  OrderMetrics(MeterRegistry registry, Instant processStart) {
    this.processStart = processStart;
    taken =
        Counter.builder("orders.taken")
            .description("Messages taken from the queue, garbage included")
            .register(registry);
    done =
        Counter.builder("orders.done")
            .description("Orders worked on to their end and acknowledged")
            .register(registry);
    failed =
        Counter.builder("orders.failed")
            .description("Attempts at an order that failed")
            .register(registry);
    deadLettered =
        Counter.builder("orders.dead.lettered")
            .description("Messages put on the dead letters")
            .register(registry);
    wait = timer("orders.wait", "From an order's creation to the start of the work", registry);
    work = timer("orders.work", "From the start of the work to its end, all attempts", registry);
    Gauge.builder("orders.first.done.seconds", firstDone, AtomicReference::get)
        .description("From the start of the process to its first order done")
        .register(registry);
  }

  void taken() {
    taken.increment();
  }

  void failed() {
    failed.increment();
  }

  void deadLettered() {
    deadLettered.increment();
  }

  void started(Instant createdAt, Instant startedAt) {
    wait.record(between(createdAt, startedAt));
  }

  void worked(Instant startedAt, Instant endedAt) {
    work.record(between(startedAt, endedAt));
  }

  void done(Instant now) {
    done.increment();
    if (firstDone.get().isNaN()) {
      firstDone.set(between(processStart, now).toNanos() / 1e9);
    }
  }

  /** Never negative, though clocks of two machines may differ. */
  private static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }

  private static Timer timer(String name, String description, MeterRegistry registry) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
