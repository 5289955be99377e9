package io.groundswell.autoscaler;

/**
 * What one metric proposes to the HPA, with the numbers that went in.
 *
 * @param metric its name
 * @param kind how usage becomes replicas
 * @param usage in the metric's unit: the total, or the average per pod, or percent
 * @param target in the same unit
 * @param replicas what the ratio is multiplied with or was shared out over
 * @param ratio of usage to target, as compared to the tolerance
 * @param held whether the tolerance, or doubt about single pods, holds the current replicas
 * @param proposal replicas that come out
 */
public record Formula(
    String metric,
    Kind kind,
    double usage,
    double target,
    int replicas,
    double ratio,
    boolean held,
    int proposal) {

  /** How usage becomes replicas. */
  public enum Kind {
    /** Total by target; the ratio takes in the existing replicas. */
    AVERAGE_VALUE,
    /** Total by target, times the ready pods. */
    VALUE,
    /** Average of the pods by target, times the pods. */
    POD_AVERAGE,
    /** Percent of the pods' requests by target, times the pods. */
    UTILIZATION
  }

  /** The formula with its numbers, such as {@code ceil(95 / 10) = 10}. */
  public String text() {
    String percent = kind == Kind.UTILIZATION ? " %" : "";
    String quotient = Words.number(usage) + percent + " / " + Words.number(target) + percent;
    if (held) {
      String shared =
          kind == Kind.AVERAGE_VALUE ? quotient + " / " + Words.replicas(replicas) : quotient;
      return shared + " = " + Words.number(ratio) + ", held at " + proposal;
    }
    return switch (kind) {
      case AVERAGE_VALUE -> "ceil(" + quotient + ") = " + proposal;
      case VALUE -> "ceil(" + quotient + " x " + replicas + " ready) = " + proposal;
      case POD_AVERAGE, UTILIZATION ->
          "ceil("
              + Words.number(ratio)
              + " x "
              + replicas
              + " pods) = "
              + proposal
              + ", as "
              + quotient
              + " = "
              + Words.number(ratio);
    };
  }
}
