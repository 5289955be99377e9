/** Placing orders on RabbitMQ and whatever else speaks AMQP 0-9-1, with publisher confirms. */
package io.groundswell.producer.rabbitmq;
