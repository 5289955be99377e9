package io.groundswell.autoscaler;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A pod as the HPA sees it.
 *
 * @param name its name
 * @param phase its phase
 * @param ready its Ready condition
 * @param startedAt when it was started; null if it wasn't
 * @param readySince when its Ready condition last changed; null if it has none
 * @param deleted whether it is on its way out
 * @param containers its containers, including the init containers that keep running
 * @param requests resource requests of the pod as a whole, in thousandths by resource; usually
 *     empty
 */
public record Pod(
    String name,
    Phase phase,
    Ready ready,
    Instant startedAt,
    Instant readySince,
    boolean deleted,
    List<Container> containers,
    Map<String, Long> requests) {

  /** Where a pod is in its life. */
  public enum Phase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN
  }

  /** The Ready condition, which a pod may lack. */
  public enum Ready {
    TRUE,
    FALSE,
    ABSENT
  }

  /**
   * A container.
   *
   * @param name its name
   * @param requests its resource requests, in thousandths by resource
   */
  public record Container(String name, Map<String, Long> requests) {
    public Container {
      Objects.requireNonNull(name);
      requests = Map.copyOf(requests);
    }
  }

  public Pod {
    Objects.requireNonNull(name);
    Objects.requireNonNull(phase);
    Objects.requireNonNull(ready);
    containers = List.copyOf(containers);
    requests = Map.copyOf(requests);
  }

  /** Whether the HPA counts it where a metric is shared out over ready pods. */
  public boolean countsAsReady() {
    return phase == Phase.RUNNING && ready == Ready.TRUE;
  }
}
