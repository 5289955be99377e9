package io.groundswell.lab.requests;

import io.groundswell.autoscaler.Pod;
import io.groundswell.autoscaler.PodSample;
import io.groundswell.lab.metrics.ResourceMeter;
import io.groundswell.lab.process.Replica;
import io.groundswell.lab.process.ReplicaSet;
import io.groundswell.lab.run.ScalingLoop;
import io.groundswell.lab.run.SpeedClock;
import java.util.List;
import java.util.Map;

/** Replicas as the HPA sees pods, on the autoscaler's clock. */
final class Pods implements ScalingLoop.PodWatch {

  private final ReplicaSet replicas;
  private final Pod.Container container;
  private final ResourceMeter meter;
  private final SpeedClock clock;

  /**
   * @param container what each of them runs
   */
  Pods(ReplicaSet replicas, Pod.Container container, ResourceMeter meter, SpeedClock clock) {
    this.replicas = replicas;
    this.container = container;
    this.meter = meter;
    this.clock = clock;
  }

  @Override
  public List<Pod> pods() {
    return replicas.all().stream().map(this::pod).toList();
  }

  private Pod pod(Replica replica) {
    return new Pod(
        replica.name(),
        replica.incarnation().isPresent() ? Pod.Phase.RUNNING : Pod.Phase.PENDING,
        replica.isReady() ? Pod.Ready.TRUE : Pod.Ready.FALSE,
        replica.incarnation().map(process -> clock.at(process.startedAt())).orElse(null),
        clock.at(replica.readyChangedAt()),
        replica.isStopping(),
        List.of(container),
        Map.of());
  }

  @Override
  public Map<String, List<PodSample>> samples() {
    return meter.samples();
  }
}
