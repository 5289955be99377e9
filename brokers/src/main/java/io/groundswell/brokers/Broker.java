package io.groundswell.brokers;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A message broker: started and stopped by us (the embedded ones, {@link BrokerProcess}, {@link
 * RabbitMqServer}) or found running (the external ones). What is a topic on Kafka is a queue here.
 * Every method may throw {@link BrokerException}, whose message is one line without secrets.
 */
public interface Broker extends AutoCloseable {

  /** What it is. */
  BrokerKind kind();

  /** Starts the broker, or checks that a running one can be reached. Returns when it is ready. */
  void start();

  /**
   * Where clients connect: {@code amqp://user:password@host:port/vhost}, {@code
   * kafka://host:port,host:port} with the bootstrap servers, or the URL of an SQS endpoint. May
   * hold a password: don't log it, log {@link #redacted()}.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  URI address();

  /** The address without user and password, for logs. */
  String redacted();

  /**
   * The environment variables that a client needs to reach a queue: {@code BROKER} and
   *
   * <ul>
   *   <li>RabbitMQ: {@code AMQP_ADDR}, and {@code RABBITMQ_HOST}, {@code _PORT}, {@code _USERNAME},
   *       {@code _PASSWORD} for any Quarkus application,
   *   <li>Kafka: {@code KAFKA_BOOTSTRAP_SERVERS}, and {@code KAFKA_X_Y} for every client property
   *       {@code x.y},
   *   <li>SQS: {@code SQS_QUEUE_URL}, {@code AWS_REGION}, and for an emulator {@code
   *       AWS_ENDPOINT_URL_SQS}, {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}.
   * </ul>
   *
   * <p>Values may be secret.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  Map<String, String> clientEnvironment(String queue);

  /**
   * The base of the RabbitMQ management API with user and password, as a KEDA trigger's {@code
   * host} with {@code protocol: http}; empty if this broker is known to have none.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  default Optional<URI> management() {
    return Optional.empty();
  }

  /**
   * Creates a durable queue and the durable queue for its dead letters, {@link
   * BrokerKind#deadLetters}. Does nothing if both exist.
   *
   * <ul>
   *   <li>RabbitMQ: what a consumer rejects without requeueing goes there. The queue is declared
   *       with {@code x-dead-letter-exchange} "" and {@code x-dead-letter-routing-key} {@code
   *       <queue>.dlq}; whoever else declares it must give the same.
   *   <li>Kafka: a topic of {@value ExternalKafka#PARTITIONS} partitions, and one of a single
   *       partition, to which clients themselves send dead letters.
   *   <li>SQS: what was received {@value ExternalSqs#MAX_RECEIVES} times without being deleted goes
   *       there, by the queue's redrive policy.
   * </ul>
   */
  void create(String queue);

  /**
   * Creates a durable queue without dead letters; on Kafka, of one partition. Does nothing if it
   * exists.
   */
  void createPlain(String queue);

  /** Removes the ready messages of a queue; embedded brokers remove unacknowledged ones as well. */
  void purge(String queue);

  /** Deletes a queue and its messages. Does nothing if there is none. */
  void delete(String queue);

  /**
   * Counts a queue's messages; on Kafka, those that the consumer group has not committed yet.
   * RabbitMQ's management API lags by up to five seconds, AWS' attributes by up to a minute.
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
