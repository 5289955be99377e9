package io.groundswell.lab.metrics;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Answers Prometheus triggers with what it scrapes from the replicas. */
public interface MetricsSource extends AutoCloseable {

  /** What takes the place of a trigger's {@code serverAddress}. */
  URI address();

  /** What it is, for people. */
  String description();

  /** The replicas have changed; look at them anew. Must not block. */
  void refresh();

  @Override
  void close();

  /**
   * Who is scraped.
   *
   * @param namespace the label's value
   * @param path of the metrics
   * @param replicas those that have a process now
   */
  record Targets(String namespace, String path, Supplier<List<Replica>> replicas) {}

  /**
   * One of them.
   *
   * @param pod its name
   * @param port of this machine
   */
  record Replica(String pod, int port) {}
}
