package io.groundswell.lab.watch;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerException;
import io.groundswell.brokers.QueueCounts;
import io.groundswell.lab.run.Ledger;
import io.groundswell.lab.run.ReceiptReader;
import io.groundswell.messages.Receipt;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What is known of the orders: how many wait, as the broker tells; how many were done, as their
 * receipts tell; how many were placed, as the user or a Job's log tells. Each may be unknown.
 */
final class OrderBooks implements AutoCloseable {

  private final WatchSettings.Orders settings;
  private final Optional<Broker> broker;
  private final Optional<Ledger> ledger;
  private final String queue;
  private final Target target;
  private Optional<ReceiptReader> reader = Optional.empty();
  private OptionalLong placed;

  /**
   * Reaches the broker, if there is one.
   *
   * @throws BrokerException if it can't be reached
   */
  OrderBooks(WatchSettings.Orders settings, Target target) {
    this.settings = settings;
    this.placed = settings.placed();
    this.target = target;
    this.queue = settings.queue().orElse(target.queue());
    this.broker = settings.broker();
    this.ledger = broker.flatMap(ignored -> settings.run()).map(Ledger::new);
    broker.ifPresent(Broker::start);
  }

  /** Begins to read receipts, if any are to be read. */
  void open(Consumer<Receipt> booked) {
    reader =
        ledger.map(
            books ->
                ReceiptReader.open(broker.orElseThrow(), queue, target.group(), books, booked));
  }

  /** Where receipts are booked; empty if none are read. */
  Optional<Ledger> ledger() {
    return ledger;
  }

  /** The messages of the queue; empty if they can't be counted now. */
  Optional<QueueCounts> count() {
    try {
      return broker.map(b -> b.count(queue));
    } catch (BrokerException e) {
      return Optional.empty();
    }
  }

  /** Asks the Job that places them, if it isn't known yet how many they are. */
  void ask(Cluster cluster) {
    if (placed.isEmpty()) {
      settings
          .job()
          .flatMap(cluster::log)
          .flatMap(ProducerLog::read)
          .ifPresent(log -> placed = OptionalLong.of(log.placed()));
    }
  }

  /** Orders that were placed; null if that isn't known. */
  Long placed() {
    return placed.isPresent() ? placed.getAsLong() : null;
  }

  /** Orders of which no more is to be heard. */
  long settled() {
    return ledger.map(books -> books.counts().settled()).orElse(0L);
  }

  /**
   * How many orders have to be settled before all is over: none where none can be counted, and
   * empty while it isn't known how many there will be.
   */
  OptionalLong awaited() {
    boolean countable = ledger.isPresent() && (placed.isPresent() || settings.job().isPresent());
    return countable ? placed : OptionalLong.of(0);
  }

  @Override
  public void close() {
    reader.ifPresent(ReceiptReader::close);
    broker.ifPresent(Broker::close);
  }
}
