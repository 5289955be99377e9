/**
 * What RabbitMQ (and whatever speaks AMQP 0-9-1) needs beyond the connector {@code
 * smallrye-rabbitmq}: which queues there are, and deliveries that outlive no connection.
 */
package io.groundswell.consumer.rabbitmq;
