package io.groundswell.lab.run;

import io.groundswell.lab.LabException;

/**
 * Reads receipts and dead letters of a broker to a {@link Bookkeeper} until it is closed; when the
 * broker goes, it goes on as soon as that is back. What is of other runs stays where it was.
 */
interface ReceiptReader extends AutoCloseable {

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

  @Override
  void close();
}
