package io.groundswell.autoscaler.hpa;

import java.util.Map;

/**
 * Use compared to what pods request.
 *
 * @param requests thousandths by pod
 * @param target percent
 */
record RequestedUse(Map<String, Long> requests, int target) implements PodUse {

  @Override
  public Compared compare(Map<String, Long> usages) throws MetricFailure {
    long used = 0;
    long requested = 0;
    int pods = 0;
    for (Map.Entry<String, Long> usage : usages.entrySet()) {
      Long request = requests.get(usage.getKey());
      if (request != null) {
        used = Milli.add(used, usage.getValue());
        requested = Milli.add(requested, request);
        pods++;
      }
    }
    if (requested == 0) {
      throw new MetricFailure("no metrics returned matched known pods");
    }
    int percent = (int) (used * 100 / requested);
    return new Compared((double) percent / target, percent, used / pods);
  }

  @Override
  public long full(String pod) {
    return requests.get(pod) * Math.max(100, target) / 100;
  }
}
