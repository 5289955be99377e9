package io.groundswell.lab.metrics;

import io.groundswell.autoscaler.PodSample;
import io.groundswell.lab.process.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What metrics-server is on a cluster: measures the replicas' use of processors and memory every 15
 * s of the autoscaler's clock. Thread-safe.
 */
public final class ResourceMeter implements AutoCloseable {

  private static final Duration RESOLUTION = Duration.ofSeconds(15);
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Supplier<List<Replica>> replicas;
  private final String container;
  private final UnaryOperator<Instant> clock;
  private final Duration interval;
  private final UseHistory history;
  private final Thread thread;

  /**
   * @param replicas those to be measured
   * @param container the name under which their use is told
   * @param speed of the autoscaler's clock
   * @param clock what it shows at an instant of the wall's
   */
  public ResourceMeter(
      Supplier<List<Replica>> replicas,
      String container,
      double speed,
      UnaryOperator<Instant> clock) {
    this.replicas = replicas;
    this.container = container;
    this.clock = clock;
    this.interval = shortened(RESOLUTION, speed);
    this.history = new UseHistory(interval, shortened(FRESH, speed));
    this.thread = Thread.ofVirtual().name("resource meter").unstarted(this::loop);
  }

  private static Duration shortened(Duration duration, double speed) {
    return Duration.ofNanos(Math.max(1_000_000, (long) (duration.toNanos() / speed)));
  }

  public void start() {
    thread.start();
  }

  private void loop() {
    try {
      while (true) {
        Thread.sleep(interval);
        measure();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void measure() {
    Map<String, Use> uses = new HashMap<>();
    for (Replica replica : replicas.get()) {
      replica
          .incarnation()
          .flatMap(process -> Use.of(process.process(), process.startedAt()))
          .ifPresent(use -> uses.put(replica.name(), use));
    }
    synchronized (this) {
      history.measured(uses);
    }
  }

  /** By resource: {@code cpu} and {@code memory}. */
  public synchronized Map<String, List<PodSample>> samples() {
    List<String> names = replicas.get().stream().map(Replica::name).toList();
    return Map.of(
        "cpu",
        names.stream().flatMap(name -> history.cpu(name, container, clock).stream()).toList(),
        "memory",
        names.stream().flatMap(name -> history.memory(name, container, clock).stream()).toList());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
