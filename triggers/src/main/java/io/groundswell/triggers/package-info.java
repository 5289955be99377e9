/**
 * Reads event sources as KEDA's scalers do: queue length, lag, queue attributes, query results.
 * What a trigger's settings mean and how its value is formed are pure functions; the live readers
 * ({@link io.groundswell.triggers.Triggers#open}) stand around them. Follows KEDA 2.21.0.
 */
package io.groundswell.triggers;
