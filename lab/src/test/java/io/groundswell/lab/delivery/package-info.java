/**
 * The delivery table: what becomes of orders on each broker while things break. Real brokers,
 * producers and consumers, each a process of its own; what was done is counted from receipts.
 */
package io.groundswell.lab.delivery;
