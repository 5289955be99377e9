package io.groundswell.autoscaler;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What KEDA decided for a ScaledJob, and why.
 *
 * @param at when
 * @param create Jobs to create
 * @param delete names of finished Jobs to delete
 * @param running Jobs that run
 * @param pending those of them that haven't got to work yet
 * @param queue what the triggers ask for, rounded up
 * @param maxScale Jobs that the queue makes, rounded up
 * @param effective Jobs that the strategy allows to add
 * @param inputs what was read
 * @param limits what bound the outcome
 */
public record JobDecision(
    Instant at,
    int create,
    List<String> delete,
    int running,
    int pending,
    long queue,
    long maxScale,
    long effective,
    List<Decision.Input> inputs,
    List<Limit> limits) {

  public JobDecision {
    Objects.requireNonNull(at);
    delete = List.copyOf(delete);
    inputs = List.copyOf(inputs);
    limits = List.copyOf(limits);
  }

  /** The whole in one plain sentence. */
  public String reason() {
    for (Limit limit : limits) {
      if (limit instanceof Limit.Pause pause) {
        return "KEDA creates no Jobs: annotation " + pause.annotation() + " is " + pause.value();
      }
      if (limit instanceof Limit.Min min && create > 0) {
        return "KEDA creates "
            + jobs(create)
            + ": "
            + running
            + " run, fewer than the least, "
            + min.replicas();
      }
    }
    if (create > 0) {
      return "KEDA creates "
          + jobs(create)
          + ": the queue of "
          + queue
          + " makes "
          + maxScale
          + ", and "
          + running
          + " run ("
          + pending
          + " pending)";
    }
    return "KEDA creates no Jobs: the queue of "
        + queue
        + " makes "
        + maxScale
        + ", and "
        + running
        + " run ("
        + pending
        + " pending)";
  }

  private static String jobs(int count) {
    return count == 1 ? "1 Job" : count + " Jobs";
  }
}
