package io.groundswell.lab.delivery;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.lab.run.Ledger;
import io.groundswell.messages.Json;
import io.groundswell.messages.MalformedMessageException;
import io.groundswell.messages.Order;
import io.groundswell.messages.Receipt;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The test's own hands on the queues: reads receipts and dead letters, and puts garbage among the
 * orders. Any call may fail while the broker is away; the next one connects anew.
 */
abstract class Inspector implements AutoCloseable {

  static final String ORDERS = "orders";

  /** So many are read of a queue at a look, that there is time for other things. */
  static final int MOST = 200;

  /**
   * The one for that kind of broker.
   *
   * @param environment as clients get it
   */
  static Inspector of(BrokerKind kind, Map<String, String> environment) {
    return switch (kind) {
      case RABBITMQ -> new RabbitMqInspector(environment);
      case KAFKA -> new KafkaInspector(environment);
      case SQS -> new SqsInspector(environment);
    };
  }

  /** Puts a message among the orders. */
  abstract void send(String text) throws Exception;

  /**
   * Takes what has come since, up to a bound; what was given to a reader may be given once more.
   */
  abstract void take(Consumer<byte[]> receipts, Consumer<byte[]> deadLetters) throws Exception;

  @Override
  public abstract void close();

  /** Books what has come since, up to a bound. */
  final void book(Ledger ledger) throws Exception {
    take(bytes -> receipt(ledger, bytes), bytes -> deadLetter(ledger, bytes));
  }

  private static void receipt(Ledger ledger, byte[] bytes) {
    Receipt receipt = Json.readReceipt(bytes);
    if (ledger.isOurs(receipt.run(), receipt.sequence())) {
      ledger.receipt(receipt);
    }
  }

  private static void deadLetter(Ledger ledger, byte[] bytes) {
    try {
      Order order = Json.readOrder(bytes);
      if (ledger.isOurs(order.run(), order.sequence())) {
        ledger.deadLetter(order.sequence());
        return;
      }
    } catch (MalformedMessageException e) {
      // No order at all.
    }
    ledger.stranger();
  }
}
