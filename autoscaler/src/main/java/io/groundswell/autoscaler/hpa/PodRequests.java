package io.groundswell.autoscaler.hpa;

import io.groundswell.autoscaler.Pod;
import java.util.Optional;

/**
 * What pods request of a resource, after {@code calculateRequests} of {@code
 * replica_calculator.go}.
 */
public final class PodRequests {

  private PodRequests() {}

  /**
   * The request of one pod in thousandths.
   *
   * @param container the container that counts; without one it is the pod as a whole
   * @param podLevel whether a request of the pod itself counts
   * @throws MetricFailure if the container isn't there, or one that counts has no request
   */
  public static long of(Pod pod, String resource, Optional<String> container, boolean podLevel)
      throws MetricFailure {
    if (container.isPresent()) {
      return ofContainer(pod, resource, container.get());
    }
    Long whole = pod.requests().get(resource);
    if (podLevel && whole != null) {
      return whole;
    }
    long sum = 0;
    for (Pod.Container each : pod.containers()) {
      sum = Milli.add(sum, request(pod, each, resource));
    }
    return sum;
  }

  private static long ofContainer(Pod pod, String resource, String name) throws MetricFailure {
    for (Pod.Container each : pod.containers()) {
      if (each.name().equals(name)) {
        return request(pod, each, resource);
      }
    }
    throw new MetricFailure("container " + name + " not found in Pod " + pod.name());
  }

  private static long request(Pod pod, Pod.Container container, String resource)
      throws MetricFailure {
    Long milli = container.requests().get(resource);
    if (milli == null) {
      throw new MetricFailure(
          "missing request for "
              + resource
              + " in container "
              + container.name()
              + " of Pod "
              + pod.name());
    }
    return milli;
  }
}
