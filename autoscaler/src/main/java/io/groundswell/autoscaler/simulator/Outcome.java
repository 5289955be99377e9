package io.groundswell.autoscaler.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What came of one scenario, or of all together; times are seconds.
 *
 * @param name of the ScaledObject or HPA, or how many they are
 * @param simulatedSeconds how long it took on the virtual clock, up to the rest after the last
 *     order
 * @param orders orders placed
 * @param done orders done
 * @param unfinished orders that weren't, as replicas were too few or too slow to the end
 * @param redelivered how often an order went back to the queue, as its replica had to go
 * @param waits how long the done ones waited
 * @param replicas wanted
 * @param replicaSeconds replicas that existed, from making to end, times their seconds
 * @param busy which part of {@code replicaSeconds}, times the concurrency, was spent on work
 * @param cost of the replica-seconds; null without a price
 * @param slo how the SLO was kept; null without one
 * @param rises how often replicas went from zero
 * @param flaps how often a change of replicas went back on the one before, shortly after it
 * @param maxBacklog most orders placed and not done at one time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "name",
  "simulatedSeconds",
  "orders",
  "done",
  "unfinished",
  "redelivered",
  "wait",
  "replicas",
  "replicaSeconds",
  "busy",
  "cost",
  "slo",
  "rises",
  "flaps",
  "maxBacklog"
})
public record Outcome(
    String name,
    double simulatedSeconds,
    long orders,
    long done,
    long unfinished,
    long redelivered,
    @JsonProperty("wait") Waits waits,
    Replicas replicas,
    double replicaSeconds,
    double busy,
    Double cost,
    Slo slo,
    long rises,
    long flaps,
    long maxBacklog) {

  /**
   * Replicas wanted.
   *
   * @param max most at one time
   * @param last at the end
   * @param mean on average, of those that existed
   */
  public record Replicas(int max, @JsonProperty("final") int last, double mean) {}

  /**
   * How an SLO was kept.
   *
   * @param seconds how long an order may wait
   * @param timeAbove how long there was an order that waited longer; over all scenarios, the sum
   * @param ordersAbove how many orders waited longer, done or not
   */
  public record Slo(double seconds, double timeAbove, long ordersAbove) {}
}
