/**
 * Brokers behind one interface: embedded ones for a laptop and for tests (Qpid Broker-J as
 * RabbitMQ, Kafka itself, ElasticMQ as SQS), in this JVM or in a process of their own, and external
 * ones by address. Knows nothing of scaling.
 */
package io.groundswell.brokers;
