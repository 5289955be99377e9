package io.groundswell.autoscaler.hpa;

import java.util.Map;

/**
 * Use compared to an amount a pod.
 *
 * @param target thousandths a pod
 */
record AverageUse(long target) implements PodUse {

  @Override
  public Compared compare(Map<String, Long> usages) {
    long sum = usages.values().stream().reduce(0L, Milli::add);
    long average = sum / usages.size();
    return new Compared((double) average / target, average, average);
  }

  @Override
  public long full(String pod) {
    return target;
  }
}
