package io.groundswell.lab.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What came of a run; all times are seconds. Where no receipts could be read, what they tell is
 * left out (null).
 *
 * @param run its name, which is also that of its folder
 * @param broker {@code rabbitmq}, {@code kafka} or {@code sqs}
 * @param startMode {@code native}, {@code aot} or {@code jvm}; {@code cluster} where the replicas
 *     were pods
 * @param speed how much faster than stated the autoscaler's periods ran
 * @param seconds how long the run took, from the first poll to the last replica's end
 * @param placed orders that the broker has confirmed
 * @param done orders with a receipt
 * @param duplicates receipts beyond an order's first
 * @param lost orders placed of which neither receipt nor dead letter was found
 * @param deadLettered orders among the dead letters
 * @param countedBy {@code receipts}, or {@code broker} where the application gives none
 * @param waits from an order's placing to the start of its work
 * @param totals from an order's placing to the end of its work
 * @param rises every rise from zero
 * @param restarts how often a replica's process was started again after a crash
 * @param chaos the faults made
 * @param interrupted true if the run was ended before all was done
 * @param lab what the lab itself used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "run",
  "broker",
  "startMode",
  "speed",
  "seconds",
  "placed",
  "done",
  "duplicates",
  "lost",
  "deadLettered",
  "countedBy",
  "wait",
  "total",
  "replicas",
  "rises",
  "restarts",
  "chaos",
  "interrupted",
  "lab"
})
public record Summary(
    String run,
    String broker,
    String startMode,
    double speed,
    double seconds,
    Long placed,
    Long done,
    Long duplicates,
    Long lost,
    Long deadLettered,
    String countedBy,
    @JsonProperty("wait") Percentiles waits,
    @JsonProperty("total") Percentiles totals,
    Replicas replicas,
    List<Rise> rises,
    int restarts,
    ChaosPlan chaos,
    boolean interrupted,
    Usage lab) {

  /** Replicas wanted: the most at any time, and those at the end. */
  public record Replicas(int max, @JsonProperty("final") int last) {}

  /** Processor time and the largest resident set of a process. */
  public record Usage(double cpuSeconds, long maxResidentBytes) {}

  /** Whether the run is what it should be: all done, nothing lost, back at where it began. */
  public boolean good() {
    return (lost == null || lost == 0) && !interrupted;
  }
}
