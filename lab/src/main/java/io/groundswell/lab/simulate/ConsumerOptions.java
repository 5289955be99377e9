package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.ConsumerModel;
import io.groundswell.lab.LabException;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options that say what a replica does. */
final class ConsumerOptions {

  @Option(
      names = "--work",
      paramLabel = "TIME",
      defaultValue = "200ms",
      description = {
        "How long the work on an order takes: 200ms, 100ms..300ms, exp:200ms (mean),",
        "lognormal:200ms:1s (median, 95 %%) (${DEFAULT-VALUE})."
      })
  private String work;

  @Option(
      names = "--startup",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "From a replica's making until it takes orders, likewise (${DEFAULT-VALUE}).")
  private String startUp;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "1",
      description = "Orders that a replica works on at once (${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--prefetch",
      paramLabel = "N",
      description = "Orders that a replica takes ahead of their acknowledgement (--concurrency).")
  private Integer prefetch;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long a replica may take to end its work (${DEFAULT-VALUE}).")
  private String grace;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "10",
      description = "Partitions of a Kafka topic (${DEFAULT-VALUE}).")
  private int partitions;

  int partitions() {
    if (partitions < 1) {
      throw new LabException("--partitions is " + partitions + ", must be 1 or more");
    }
    return partitions;
  }

  /** The model of a candidate's replicas. */
  ConsumerModel model(OptionalInt consumersAtMost) {
    try {
      return new ConsumerModel(
          Options.distribution("--startup", startUp),
          Options.distribution("--work", work),
          concurrency,
          prefetch == null ? Math.min(concurrency, ConsumerModel.MOST_PREFETCH) : prefetch,
          Options.duration("--grace", grace),
          consumersAtMost);
    } catch (IllegalArgumentException e) {
      throw new LabException("--" + e.getMessage(), e);
    }
  }

  /** What it is, in words. */
  String words() {
    return "work "
        + work
        + ", start-up "
        + startUp
        + (concurrency == 1 ? "" : ", " + concurrency + " at once")
        + (prefetch == null ? "" : ", prefetch " + prefetch);
  }
}
