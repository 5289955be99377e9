/**
 * Throughput: our producer and consumer beside the broker's own load tool, on the same broker and
 * one after the other.
 */
package io.groundswell.lab.throughput;
