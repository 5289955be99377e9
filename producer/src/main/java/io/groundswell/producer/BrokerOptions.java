package io.groundswell.producer;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Options that all commands have: which queue, and for how long without a broker. */
final class BrokerOptions {

  @Option(
      names = "--queue",
      paramLabel = "NAME",
      description = {
        "Where orders go; made if it isn't there, with NAME.dlq and NAME.receipts.",
        "Default: $PRODUCER_QUEUE, or orders."
      },
      defaultValue = "${env:PRODUCER_QUEUE:-orders}")
  private String queue;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      description = {
        "Give up after so long without the broker or its confirmations.",
        "Default: $PRODUCER_PATIENCE, or 60s."
      },
      defaultValue = "${env:PRODUCER_PATIENCE:-60s}")
  private String patience;

  /** An outlet that isn't connected yet. */
  Outlet open() {
    return Outlets.open(System.getenv(), queue);
  }

  String queue() {
    return queue;
  }

  Duration patience() {
    return Values.time("--patience", patience);
  }
}
