/**
 * What Kafka needs beyond the connector {@code smallrye-kafka}: which topics there are, offsets
 * that are committed after the work, and partitions that are let go of only with nothing in hand.
 */
package io.groundswell.consumer.kafka;
