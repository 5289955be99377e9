package io.groundswell.lab.throughput;

import io.groundswell.brokers.Broker;
import java.nio.file.Path;

/** A broker, with our services and its own tool; all rates are messages a second. */
abstract class Contest implements AutoCloseable {

  static final String QUEUE = "orders";

  final Load load;
  final Path folder;
  final Broker broker;
  final Services services;

  Contest(Broker broker, Load load, Path folder, Path home) {
    this.broker = broker;
    this.load = load;
    this.folder = folder;
    broker.start();
    broker.create(QUEUE);
    broker.createPlain(broker.kind().receipts(QUEUE));
    services = new Services(home, folder, broker.clientEnvironment(QUEUE));
  }

  /** The tool's name. */
  abstract String tool();

  /** The tool places messages on the queue, which is empty. */
  abstract double toolPlaces() throws Exception;

  /** The tool takes the orders that are on the queue. */
  abstract double toolTakes() throws Exception;

  final double placing(boolean ours) throws Exception {
    broker.purge(QUEUE);
    return ours ? services.place(load) : toolPlaces();
  }

  final double taking(boolean ours) throws Exception {
    broker.purge(QUEUE);
    services.place(load);
    return ours ? services.take(load) : toolTakes();
  }

  @Override
  public final void close() {
    broker.stop();
  }
}
