package io.groundswell.producer.service;

import io.groundswell.producer.Placing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** What is counted of orders. Names and units as Prometheus wants them. */
@Singleton
class OrderMetrics implements Placing.Listener {

  private static final Duration[] BUCKETS =
      LongStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Counter placed;
  private final Counter failed;
  private final Timer confirm;

  OrderMetrics(MeterRegistry registry) {
    this.registry = registry;
    placed =
        Counter.builder("orders.placed")
            .description("Orders that the broker has confirmed")
            .register(registry);
    failed =
        Counter.builder("orders.failed")
            .description("Orders of ended runs that weren't placed")
            .register(registry);
    confirm =
        Timer.builder("orders.confirm")
            .description("From the sending of an order to its confirmation")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  /** Where to ask for the orders that were taken up and aren't confirmed. */
  void unconfirmed(Supplier<Number> count) {
    Gauge.builder("orders.unconfirmed", count)
        .description("Orders that were taken up and aren't confirmed")
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void placed(Duration after) {
    placed.increment();
    confirm.record(after);
  }

  void failed(long count) {
    failed.increment(count);
  }
}
