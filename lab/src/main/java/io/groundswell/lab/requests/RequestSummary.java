package io.groundswell.lab.requests;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.lab.http.Latency;
import io.groundswell.lab.http.Traffic;
import io.groundswell.lab.run.Rise;
import io.groundswell.lab.run.Summary;
import java.util.List;

/**
 * What came of a run under requests; all times are seconds.
 *
 * @param run its name, which is also that of its folder
 * @param startMode {@code native} or {@code jvm}
 * @param speed how much faster than stated the autoscaler's periods ran
 * @param seconds how long the run took
 * @param requests what became of them at the replicas' address
 * @param latency from a request's arrival to its end
 * @param waits for a replica, of the requests that had to
 * @param scaleIn what became of those while replicas left
 * @param load what the producer says of them; null where requests came from others
 * @param rises every rise from zero
 * @param restarts how often a replica's process was started again after a crash
 * @param interrupted true if the run was ended before all was done
 * @param lab what the lab itself used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "run",
  "startMode",
  "speed",
  "seconds",
  "requests",
  "latency",
  "wait",
  "scaleIn",
  "load",
  "replicas",
  "rises",
  "restarts",
  "interrupted",
  "lab"
})
public record RequestSummary(
    String run,
    String startMode,
    double speed,
    double seconds,
    Traffic.Counts requests,
    Latency latency,
    @JsonProperty("wait") Latency waits,
    ScaleIn.Counts scaleIn,
    JsonNode load,
    Summary.Replicas replicas,
    List<Rise> rises,
    int restarts,
    boolean interrupted,
    Summary.Usage lab) {

  /** Whether the run is what it should be: gone to its end, and its thresholds hold. */
  public boolean good() {
    return !interrupted && (load == null || load.path("good").asBoolean());
  }
}
