package io.groundswell.lab.run;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import io.groundswell.lab.LabException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Reads from RabbitMQ's queues: takes this run's receipts off; dead letters, and the receipts of
 * other runs, are only looked at and go back when it is closed.
 */
final class RabbitMqReceipts implements ReceiptReader {

  private static final Duration RETRY = Duration.ofMillis(250);
  private static final int CLOSE_MILLIS = 2_000;

  private final ConnectionFactory factory;
  private final String receipts;
  private final String deadLetters;
  private final Bookkeeper bookkeeper;
  private final Thread thread;

  /**
   * Connects and begins to read.
   *
   * @throws LabException if the broker can't be reached
   */
  RabbitMqReceipts(URI amqp, String receipts, String deadLetters, Bookkeeper bookkeeper) {
    this.receipts = receipts;
    this.deadLetters = deadLetters;
    this.bookkeeper = bookkeeper;
    this.factory = new ConnectionFactory();
    Connection first;
    try {
      factory.setUri(amqp);
      if (amqp.getPath() == null || amqp.getPath().length() <= 1) {
        factory.setVirtualHost("/");
      }
      if (amqp.getScheme().equals("amqps")) {
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      }
      factory.setAutomaticRecoveryEnabled(false);
      factory.setExceptionHandler(new Quiet());
      first = connect();
    } catch (IOException | TimeoutException | GeneralSecurityException | URISyntaxException e) {
      throw new LabException(
          "can't read " + receipts + " at " + amqp.getHost() + ":" + amqp.getPort() + ": " + e, e);
    }
    thread = Thread.ofVirtual().name("receipts").start(() -> stayConnected(first));
  }

  private void stayConnected(Connection first) {
    Connection connection = first;
    try {
      while (true) {
        awaitEnd(connection);
        connection = reconnect();
      }
    } catch (InterruptedException e) {
      connection.abort(CLOSE_MILLIS);
    }
  }

  private static void awaitEnd(Connection connection) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    connection.addShutdownListener(cause -> ended.countDown());
    ended.await();
  }

  private Connection reconnect() throws InterruptedException {
    while (true) {
      Thread.sleep(RETRY);
      try {
        return connect();
      } catch (IOException | TimeoutException | ShutdownSignalException e) {
        // the broker is still away
      }
    }
  }

  private Connection connect() throws IOException, TimeoutException {
    Connection connection = factory.newConnection("lab");
    try {
      consumeReceipts(connection.createChannel());
      consumeDeadLetters(connection.createChannel());
      return connection;
    } catch (IOException | ShutdownSignalException e) {
      connection.abort(CLOSE_MILLIS);
      throw e;
    }
  }

  private void consumeReceipts(Channel channel) throws IOException {
    channel.basicConsume(
        receipts,
        false,
        new DefaultConsumer(channel) {
          @Override
          public void handleDelivery(
              String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
              throws IOException {
            if (bookkeeper.receipt(body)) {
              getChannel().basicAck(envelope.getDeliveryTag(), false);
            }
          }
        });
  }

  private void consumeDeadLetters(Channel channel) throws IOException {
    channel.basicConsume(
        deadLetters,
        false,
        new DefaultConsumer(channel) {
          @Override
          public void handleDelivery(
              String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            bookkeeper.deadLetter(body, envelope.isRedeliver());
          }
        });
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofMillis(2L * CLOSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A connection that ends is no news here: it is made anew. */
  private static final class Quiet extends ForgivingExceptionHandler {
    @Override
    protected void log(String message, Throwable cause) {}
  }
}
