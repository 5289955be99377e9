/**
 * The consumer: takes orders from the channel {@code orders}, works, says so with a receipt, and
 * acknowledges last. Knows nothing of who scales it.
 */
package io.groundswell.consumer;
