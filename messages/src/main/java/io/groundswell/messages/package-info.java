/**
 * The wire format: {@link io.groundswell.messages.Order orders} and {@link
 * io.groundswell.messages.Receipt receipts}. Knows nothing of brokers, services or scaling.
 */
package io.groundswell.messages;
