package io.groundswell.autoscaler.hpa;

/**
 * What one metric proposes.
 *
 * @param replicas their count
 * @param usage what the HPA's status would show: thousandths, or percent
 * @param average of the pods, in thousandths; where there is none, the same as {@code usage}
 * @param ratio of usage to target
 * @param held whether the tolerance, or doubt about single pods, holds the current replicas
 * @param multiplier the count that the ratio was multiplied with or shared out over
 */
public record Proposal(
    int replicas, long usage, long average, double ratio, boolean held, int multiplier) {}
