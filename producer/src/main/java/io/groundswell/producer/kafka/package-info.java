/** Placing orders on Kafka, each confirmed by all replicas that are in sync. */
package io.groundswell.producer.kafka;
