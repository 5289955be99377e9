package io.groundswell.brokers;

import java.net.URI;
import java.util.Optional;

/**
 * A message broker: started and stopped by us ({@link EmbeddedRabbitMq}, {@link BrokerProcess}) or
 * found running ({@link ExternalRabbitMq}). Every method may throw {@link BrokerException}, whose
 * message is one line without secrets.
 */
public interface Broker extends AutoCloseable {

  /** What a queue's name gets appended to name its dead letters. */
  String DEAD_LETTERS_SUFFIX = ".dlq";

  /** Starts the broker, or checks that a running one can be reached. Returns when it is ready. */
  void start();

  /**
   * Where clients connect: {@code amqp://user:password@host:port/vhost}. Holds the password: don't
   * log it, log {@link #redacted()}.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  URI address();

  /**
   * The base of the RabbitMQ management API with user and password, as a KEDA trigger's {@code
   * host} with {@code protocol: http}; empty if this broker is known to have none.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  Optional<URI> management();

  /** The address without user and password, for logs. */
  String redacted();

  /**
   * Creates a durable queue and the durable queue {@code <queue>.dlq} for its dead letters: what a
   * consumer rejects without requeueing goes there. Does nothing if both exist.
   *
   * <p>RabbitMQ declares {@code queue} with {@code x-dead-letter-exchange} "" and {@code
   * x-dead-letter-routing-key} {@code <queue>.dlq}; whoever else declares it must give the same.
   */
  void create(String queue);

  /** Creates a durable queue without dead letters. Does nothing if it exists. */
  void createPlain(String queue);

  /** Removes the ready messages of a queue; embedded brokers remove unacknowledged ones as well. */
  void purge(String queue);

  /** Deletes a queue and its messages. Does nothing if there is none. */
  void delete(String queue);

  /**
   * Counts a queue's messages. RabbitMQ's management API lags by up to five seconds.
   *
   * @throws BrokerException if there is no such queue
   */
  QueueCounts count(String queue);

  /** Stops the broker if it is ours; an external one is left alone. Messages stay. */
  void stop();

  @Override
  default void close() {
    stop();
  }
}
