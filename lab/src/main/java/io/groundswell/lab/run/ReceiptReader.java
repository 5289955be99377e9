package io.groundswell.lab.run;

import io.groundswell.brokers.Broker;
import io.groundswell.lab.LabException;
import io.groundswell.messages.Receipt;
import java.util.function.Consumer;

/**
 * Reads receipts and dead letters of a broker to a {@link Bookkeeper} until it is closed; when the
 * broker goes, it goes on as soon as that is back. What is of other runs stays where it was.
 */
public interface ReceiptReader extends AutoCloseable {

  /**
   * Begins to read; returns when nothing that is sent from now on can be missed.
   *
   * @param receipts name of the queue or topic
   * @param deadLetters name of the queue or topic
   * @throws LabException if the broker can't be reached
   */
  static ReceiptReader open(
      Backend backend, String receipts, String deadLetters, Bookkeeper bookkeeper) {
    return switch (backend.kind()) {
      case RABBITMQ -> new RabbitMqReceipts(backend.address(), receipts, deadLetters, bookkeeper);
      case KAFKA -> new KafkaReceipts(backend.kafkaClient(), receipts, deadLetters, bookkeeper);
      case SQS -> new SqsReceipts(backend.clientEnvironment(), receipts, deadLetters, bookkeeper);
    };
  }

  /**
   * Begins to read the receipts of a queue's orders, and their dead letters.
   *
   * @param broker started
   * @param group Kafka's consumer group that takes the orders
   * @param booked hears of every receipt of the ledger's run after it was booked
   * @throws LabException if the broker can't be reached
   */
  static ReceiptReader open(
      Broker broker, String queue, String group, Ledger ledger, Consumer<Receipt> booked) {
    Backend backend = new Backend(broker, queue, group);
    ReceiptReader reader =
        open(
            backend,
            broker.kind().receipts(queue),
            broker.kind().deadLetters(queue),
            new Bookkeeper(ledger, booked));
    return () -> {
      reader.close();
      backend.close();
    };
  }

  @Override
  void close();
}
