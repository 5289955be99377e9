/** Benchmarks of decisions and of simulated time; {@code scripts/bench} runs them. */
package io.groundswell.autoscaler.bench;
