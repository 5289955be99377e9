package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Pod;
import io.groundswell.autoscaler.PodSample;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * From the samples of single pods to replicas, after {@code replica_calculator.go}: Pods, Resource
 * and ContainerResource metrics. Pods that are missing a sample, or that just start, are assumed to
 * use what keeps the HPA from going too far.
 */
public final class PodCalculator {

  private final List<Pod> pods;
  private final List<PodSample> samples;
  private final String resource;
  private final Optional<String> container;
  private final HpaSettings settings;
  private final Instant now;

  /**
   * A calculator for one metric at one moment.
   *
   * @param pods the target's pods
   * @param samples what the metrics server has of them
   * @param resource {@code cpu}, {@code memory}; empty for a Pods metric
   * @param container the container whose use counts; without one it is the pod's as a whole
   */
  public PodCalculator(
      List<Pod> pods,
      List<PodSample> samples,
      String resource,
      Optional<String> container,
      HpaSettings settings,
      Instant now) {
    this.pods = pods;
    this.samples = samples;
    this.resource = resource;
    this.container = container;
    this.settings = settings;
    this.now = now;
  }

  /**
   * AverageValue target.
   *
   * @param target thousandths a pod
   * @param specReplicas replicas wanted
   * @throws MetricFailure if no pod or no sample counts
   */
  public Proposal averageValue(long target, int specReplicas, Tolerances tolerances)
      throws MetricFailure {
    return propose(() -> new AverageUse(target), specReplicas, tolerances);
  }

  /**
   * Utilization target.
   *
   * @param target percent of what the pods request
   * @param specReplicas replicas wanted
   * @throws MetricFailure if no pod or no sample counts, or a request is missing
   */
  public Proposal utilization(int target, int specReplicas, Tolerances tolerances)
      throws MetricFailure {
    return propose(() -> new RequestedUse(requests(), target), specReplicas, tolerances);
  }

  private Map<String, Long> requests() throws MetricFailure {
    Map<String, Long> requests = new HashMap<>();
    for (Pod pod : pods) {
      requests.put(
          pod.name(), PodRequests.of(pod, resource, container, settings.podLevelResources()));
    }
    return requests;
  }

  /** Makes what use compares to, once there is some use. */
  private interface UseMaker {
    PodUse make() throws MetricFailure;
  }

  private Proposal propose(UseMaker maker, int specReplicas, Tolerances tolerances)
      throws MetricFailure {
    if (samples.isEmpty()) {
      throw new MetricFailure(
          resource.isEmpty()
              ? "unable to get metric: no metrics returned from custom metrics API"
              : "unable to get metrics for resource "
                  + resource
                  + ": no metrics returned from resource metrics API");
    }
    if (pods.isEmpty()) {
      throw new MetricFailure("no pods returned by selector while calculating replica count");
    }
    Map<String, PodSample> known = known();
    Map<String, Long> usages = new HashMap<>();
    known.forEach((pod, sample) -> usages.put(pod, usage(sample)));
    PodGroups groups = PodGroups.of(pods, known, resource, settings, now);
    usages.keySet().removeAll(groups.ignored());
    usages.keySet().removeAll(groups.unready());
    if (usages.isEmpty()) {
      throw new MetricFailure("did not receive metrics for targeted pods (pods might be unready)");
    }
    PodUse use = maker.make();
    PodUse.Compared first = use.compare(usages);
    boolean upWithUnready = !groups.unready().isEmpty() && first.ratio() > 1;
    if (!upWithUnready && groups.missing().isEmpty()) {
      boolean held = tolerances.hold(first.ratio());
      int replicas = held ? specReplicas : Milli.replicas(first.ratio() * groups.ready());
      return proposal(replicas, first, first.ratio(), held, groups.ready());
    }
    fill(usages, groups, first.ratio(), upWithUnready, use);
    double ratio = use.compare(usages).ratio();
    int replicas = Milli.replicas(ratio * usages.size());
    boolean turned = first.ratio() < 1 && ratio > 1 || first.ratio() > 1 && ratio < 1;
    boolean contrary = ratio < 1 && replicas > specReplicas || ratio > 1 && replicas < specReplicas;
    boolean held = tolerances.hold(ratio) || turned || contrary;
    return proposal(held ? specReplicas : replicas, first, ratio, held, usages.size());
  }

  private static Proposal proposal(
      int replicas, PodUse.Compared shown, double ratio, boolean held, int multiplier) {
    return new Proposal(replicas, shown.usage(), shown.average(), ratio, held, multiplier);
  }

  /** Assumes the use of pods that say nothing, so that the step is rather too small. */
  private static void fill(
      Map<String, Long> usages, PodGroups groups, double ratio, boolean upWithUnready, PodUse use) {
    for (String pod : groups.missing()) {
      if (ratio < 1) {
        usages.put(pod, use.full(pod));
      } else if (ratio > 1) {
        usages.put(pod, 0L);
      }
    }
    if (upWithUnready) {
      groups.unready().forEach(pod -> usages.put(pod, 0L));
    }
  }

  /** Samples by pod; one that lacks the container is none, be its pod failed or just starting. */
  private Map<String, PodSample> known() {
    return samples.stream()
        .filter(sample -> container.map(sample.usage()::containsKey).orElse(true))
        .collect(Collectors.toMap(PodSample::pod, Function.identity()));
  }

  private long usage(PodSample sample) {
    return container
        .map(sample.usage()::get)
        .orElseGet(() -> sample.usage().values().stream().reduce(0L, Milli::add));
  }
}
